import type { Logger } from "@localredirect/process";

import type { StreamEnd } from "./agent-stream.ts";
import { LineAllowance } from "./line-allowance.ts";

/** At the other end of a stream that has ended. */
export interface StreamParty {
  /** Undefined: it was nobody's that we know. */
  readonly node: string | undefined;
  /** Where it connected from. */
  readonly peer: string;
}

/** Anybody can connect, and be refused as often as he likes: so many are said for each reason. */
const mostOfStrangers = 10;

/** All agents of a large cluster may come or go at once; each line costs some 100 µs. */
const mostOfAgents = 100;

/**
 * The log's lines on streams. Where there are too many of one sort, only some are said, and how many
 * were not.
 */
export class StreamLog {
  readonly #logger: Logger;
  readonly #strangers: LineAllowance;
  readonly #agents: LineAllowance;

  constructor(logger: Logger, now?: () => number) {
    this.#logger = logger;
    this.#strangers = new LineAllowance(mostOfStrangers, now);
    this.#agents = new LineAllowance(mostOfAgents, now);
  }

  /** Says that an agent has come. */
  connected(party: StreamParty): void {
    const unsaid = this.#agents.spend("connected");
    if (unsaid !== undefined) this.#logger.info({ ...party, ...shown(unsaid) }, "agent connected");
  }

  /** Says that a stream has ended. */
  ended({ reason, details, refused }: StreamEnd, party: StreamParty): void {
    const allowance = party.node === undefined ? this.#strangers : this.#agents;
    const unsaid = allowance.spend(refused ?? reason);
    if (unsaid === undefined) return;
    const isOrdinary = reason === "closed" || reason === "cancelled";
    this.#logger[isOrdinary ? "info" : "warn"](
      { ...party, reason, refused, details, ...shown(unsaid) },
      messageOf(refused),
    );
  }
}

function shown(unsaid: number): { readonly unsaid?: number } {
  return unsaid === 0 ? {} : { unsaid };
}

function messageOf(refused: StreamEnd["refused"]): string {
  if (refused === undefined) return "stream ended";
  return refused === "review_failed"
    ? "agent asked to come again, nobody can tell who it is"
    : "agent refused, it is not whom it has to be";
}
