import { type Place, startIn } from "./place.ts";
import { programPath } from "./programs.ts";
import type { WhoamiAnswer } from "./whoami.ts";

/**
 * What an application does with its one socket: `connect=ADDRESS`, `disconnect` (with AF_UNSPEC),
 * `ask` over the connected socket, `ask=ADDRESS` by sendto, `peer` (getpeername).
 */
export type Step = `connect=${string}` | "disconnect" | "ask" | `ask=${string}` | "peer";

/** What came of a step. */
export interface StepOutcome {
  readonly step: Step;
  readonly ok: boolean;
  /** The name of the errno, where it failed. */
  readonly error?: string;
  readonly peerName?: string;
  /** Where a dropped answer came from. */
  readonly ignored?: string;
  /** Where the answer came from, as recvfrom says. */
  readonly source?: string;
  readonly answer?: WhoamiAnswer;
}

/** Which socket takes the steps. */
export interface StepSocket {
  readonly protocol: "tcp" | "udp";
  /** Uses an IPv6 socket for IPv4 addresses; default false. */
  readonly mapped?: boolean;
}

/** An application with one socket. */
export interface SteppedSocket {
  take(step: Step): Promise<StepOutcome>;
  /** Ends the application, which closes its socket. */
  close(): Promise<void>;
  /** Kills the application. */
  kill(): Promise<void>;
}

/** Longer than a step's own two seconds. */
const lineTimeout = 10_000;

/** Starts an application that takes one step after the other with one socket. */
export function openSteps(place: Place, socket: StepSocket): SteppedSocket {
  const process = startIn(place, command(socket));
  return {
    async take(step) {
      process.write(`${step}\n`);
      // steps.c, beside this file, prints just that.
      return JSON.parse(await process.nextLine(lineTimeout)) as StepOutcome;
    },
    async close() {
      process.endInput();
      await process.ended;
    },
    async kill() {
      process.signal("SIGKILL");
      await process.ended;
    },
  };
}

/** Takes all steps with one socket, which is then closed. */
export async function takeSteps(
  place: Place,
  socket: StepSocket,
  steps: readonly Step[],
): Promise<readonly StepOutcome[]> {
  const subject = openSteps(place, socket);
  const outcomes: StepOutcome[] = [];
  for (const step of steps) outcomes.push(await subject.take(step));
  await subject.close();
  return outcomes;
}

/** Takes all steps with each of many sockets in turn; returns how many of the steps failed. */
export async function repeatSteps(
  place: Place,
  socket: StepSocket & { readonly times: number },
  steps: readonly Step[],
): Promise<number> {
  const program = startIn(place, [...command(socket, socket.times), ...steps]);
  const { output } = await program.ended;
  // steps.c prints just that for more than one time.
  const { failed } = JSON.parse(output) as { readonly failed: number };
  return failed;
}

function command({ protocol, mapped = false }: StepSocket, times = 1): readonly string[] {
  const flags = [...(mapped ? ["--mapped"] : []), "--times", String(times)];
  return [programPath("steps"), ...flags, protocol];
}
