import { type Place, startIn } from "./place.ts";
import type { PlacedProcess } from "./placed-process.ts";
import { programPath } from "./programs.ts";
import type { WhoamiAnswer } from "./whoami.ts";

/**
 * How an application asks: a connection, a connected datagram socket, or an unconnected one that
 * drops answers from elsewhere than it asked, as the resolver of musl does.
 */
export type Way = "tcp" | "udp" | "udp-unconnected";

/** What an application asks, and how. */
export interface Question {
  readonly way: Way;
  /** For example `10.96.0.10:53`, `[fd00:96::a]:53`; several: at once over one unconnected socket. */
  readonly target: string | readonly string[];
  /** Uses an IPv6 socket for an IPv4 target; default false. */
  readonly mapped?: boolean;
  /** In milliseconds, for each step; default 2,000. */
  readonly timeout?: number;
}

interface Observed {
  readonly way: Way;
  readonly target: string;
  readonly microseconds: number;
  /** What getpeername says; absent where the socket is not connected. */
  readonly peerName?: string;
  /** Where a dropped answer came from. */
  readonly ignored?: string;
}

/** The question was answered. */
export interface Answered extends Observed {
  readonly ok: true;
  /** Where the datagram came from, as recvfrom says. */
  readonly source?: string;
  readonly answer: WhoamiAnswer;
}

/** The question was not answered. */
export interface Unanswered extends Observed {
  readonly ok: false;
  readonly step: "connect" | "send" | "receive";
  /** The name of the errno, for example `ECONNREFUSED`, `ETIMEDOUT`. */
  readonly error: string;
}

/** What an application got. */
export type ProbeResult = Answered | Unanswered;

/** An application that keeps its socket. */
export interface OpenProbe {
  readonly process: PlacedProcess;
  /** Asks all targets once more over the same socket. */
  ask(): Promise<readonly ProbeResult[]>;
  /** Ends the application. */
  close(): Promise<void>;
}

/** Asks once, from a new process with a new socket; one result for each target. */
export async function probe(place: Place, question: Question): Promise<readonly ProbeResult[]> {
  const process = startIn(place, probeCommand(question, []));
  process.endInput();
  const results = await nextResults(process, question);
  await process.ended;
  return results;
}

/** Asks one target once, as {@link probe} does. */
export async function probeOne(
  place: Place,
  question: Question & { readonly target: string },
): Promise<ProbeResult> {
  const [result] = await probe(place, question);
  if (result === undefined) throw new Error(`No result for ${question.target}`);
  return result;
}

/** Starts an application that asks whenever it is told to, over one socket. */
export function openProbe(place: Place, question: Question): OpenProbe {
  const process = startIn(place, probeCommand(question, ["--interactive"]));
  return {
    process,
    ask() {
      process.write("\n");
      return nextResults(process, question);
    },
    async close() {
      process.endInput();
      await process.ended;
    },
  };
}

/** The name of the server that answered, or why none did: `connect: ECONNREFUSED`. */
export function whoAnswered(result: ProbeResult): string {
  return result.ok ? result.answer.server : `${result.step}: ${result.error}`;
}

function probeCommand(question: Question, more: readonly string[]): readonly string[] {
  const { way, mapped = false, timeout = 2_000 } = question;
  const flags = [...(mapped ? ["--mapped"] : []), "--timeout", String(timeout), ...more];
  return [programPath("probe"), ...flags, way, ...targetsOf(question)];
}

function targetsOf({ target }: Question): readonly string[] {
  return typeof target === "string" ? [target] : target;
}

async function nextResults(
  process: PlacedProcess,
  question: Question,
): Promise<readonly ProbeResult[]> {
  // The program itself gives up much earlier.
  const timeout = (question.timeout ?? 2_000) * 3 + 5_000;
  const results: ProbeResult[] = [];
  while (results.length < targetsOf(question).length) {
    // probe.c, beside this file, prints just that.
    results.push(JSON.parse(await process.nextLine(timeout)) as ProbeResult);
  }
  return results;
}
