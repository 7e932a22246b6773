import type { Logger } from "@localredirect/process";

import type { StreamEnd } from "./agent-stream.ts";

/** At the other end of a stream that has ended. */
export interface StreamParty {
  /** Undefined: it was nobody's that we know. */
  readonly node: string | undefined;
  /** Where it connected from. */
  readonly peer: string;
}

/** Of strangers' streams that end for the same reason, as many are said in each window of time. */
const mostSaid = 10;

/** In milliseconds. */
const windowLength = 10_000;

interface Window {
  readonly since: number;
  readonly said: number;
  readonly unsaid: number;
}

/**
 * The log's lines on streams that have ended. Anybody can connect, and be refused as often as he
 * likes: of those that are no agent of ours only some are said, and how many were not.
 */
export class StreamEndLog {
  readonly #logger: Logger;
  readonly #now: () => number;
  /** By the reason, of which there are some two dozen. */
  readonly #windows = new Map<string, Window>();

  constructor(logger: Logger, now: () => number = Date.now) {
    this.#logger = logger;
    this.#now = now;
  }

  /** Says that a stream has ended. */
  say({ reason, details, refused }: StreamEnd, { node, peer }: StreamParty): void {
    const unsaid = node === undefined ? this.#spend(refused ?? reason) : 0;
    if (unsaid === undefined) return;
    const isOrdinary = reason === "closed" || reason === "cancelled";
    this.#logger[isOrdinary ? "info" : "warn"](
      { node, peer, reason, refused, details, unsaid: unsaid === 0 ? undefined : unsaid },
      messageOf(refused),
    );
  }

  /** How many were not said since the last line; undefined: this one is not, either. */
  #spend(reason: string): number | undefined {
    const now = this.#now();
    const current = this.#windows.get(reason) ?? { since: now, said: 0, unsaid: 0 };
    const isOver = now - current.since >= windowLength;
    const { since, said, unsaid } = isOver ? { ...current, since: now, said: 0 } : current;
    const isSaid = said < mostSaid;
    this.#windows.set(
      reason,
      isSaid ? { since, said: said + 1, unsaid: 0 } : { since, said, unsaid: unsaid + 1 },
    );
    return isSaid ? unsaid : undefined;
  }
}

function messageOf(refused: StreamEnd["refused"]): string {
  if (refused === undefined) return "stream ended";
  return refused === "review_failed"
    ? "agent asked to come again, nobody can tell who it is"
    : "agent refused, it is not whom it has to be";
}
