import type { Watermark } from "@localredirect/types";

import { ApiError } from "../../kubernetes-api/api-connection.ts";
import {
  consistentRead,
  contentReached,
  judgeSeen,
  noProgress,
  readUpTo,
  seenAgainstRead,
} from "./source-progress.ts";

/** What a keeper of revisions asks for, and what it tells. */
export interface RevisionListener {
  /** Makes a consistent read of the API, and returns its revision. */
  read(): Promise<number>;
  /** The watermark is another one, though nothing has changed. */
  moved(): void;
  /** The API has gone back: whatever was read is to be read again. */
  epochBegan(reason: string): void;
}

/** How often an agent's word leads to a read of the API, at most, in milliseconds. */
const readInterval = 5000;

/** How far the API has been read, and in which epoch. */
export class RevisionKeeper {
  readonly #source: string;
  readonly #listener: RevisionListener;
  #progress = noProgress;
  #readAt = -Infinity;

  constructor(source: string, listener: RevisionListener) {
    this.#source = source;
    this.#listener = listener;
  }

  /** For what has been delivered so far. */
  get watermark(): Watermark {
    const { epoch, content } = this.#progress;
    return { source: this.#source, epoch, revision: content };
  }

  /** Something of a revision has come. */
  reached(revision: number, by: "event" | "bookmark"): void {
    this.#progress = (by === "event" ? contentReached : readUpTo)(this.#progress, revision);
  }

  /** A list has begun, which is a consistent read at a revision. */
  listBegan(revision: number): void {
    const before = this.#progress;
    this.#progress = consistentRead(before, revision);
    if (this.#progress.epoch !== before.epoch) this.#announce(before.content, revision);
  }

  /** An agent has seen this much of the same API, as another controller has read it. */
  noteSeen(seen: Watermark): void {
    const verdict = judgeSeen(this.#progress, seen);
    if (verdict.kind === "reached" && verdict.progress !== this.#progress) {
      this.#progress = verdict.progress;
      this.#listener.moved();
    }
    if (verdict.kind === "ask" && performance.now() - this.#readAt >= readInterval) {
      this.#readAt = performance.now();
      void this.#ask(seen);
    }
  }

  async #ask(seen: Watermark): Promise<void> {
    try {
      const revision = await this.#listener.read();
      const before = this.#progress;
      this.#progress = seenAgainstRead(before, seen, revision);
      if (this.#progress.epoch !== before.epoch) this.#announce(seen.revision, revision);
    } catch (error) {
      // The agent says it again in a second.
      if (!(error instanceof ApiError)) throw error;
    }
  }

  #announce(from: number, to: number): void {
    const { epoch } = this.#progress;
    this.#listener.epochBegan(
      `The API's revisions have gone from ${from} to ${to}, as after a restore of etcd: ` +
        `epoch ${epoch} begins, and everything is read again`,
    );
  }
}
