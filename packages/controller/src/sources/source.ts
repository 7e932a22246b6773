import type { Watermark } from "@localredirect/types";

import type { ObjectChange } from "./objects.ts";
import type { SourceProblem } from "./source-problem.ts";

/** What a source has to say at one moment. It is applied as one step or not at all. */
export interface SourceBatch {
  /** Each object at most once. Level-triggered: what an object is now, not what happened to it. */
  readonly changes: readonly ObjectChange[];
  /** With this batch the source has delivered everything that there was when it began. */
  readonly listed: boolean;
  /** Everything that is wrong now, in place of what an earlier batch said; unchanged: that value. */
  readonly problems: readonly SourceProblem[];
  /**
   * How far the source has been read. Undefined: the source reads the truth itself, not a cache
   * that could lag behind what another replica has seen.
   */
  readonly watermark: Watermark | undefined;
  /** When the source noticed the first event of this batch, in milliseconds since 1970. */
  readonly causedAt: number;
}

/** Where objects come from. */
export interface Source {
  /** As in the flag `--source`: `files:DIR`. Its watermark has the same name. */
  readonly name: string;
  /** Whether it has an object of every Node there is. Otherwise pods show where nodes are, too. */
  readonly listsNodes: boolean;
  /**
   * Delivers batches in order, from the full state on, until the signal aborts; then resolves.
   * Failures of the outside world are problems in a batch and are retried, never a rejection.
   */
  run(deliver: (batch: SourceBatch) => void, signal: AbortSignal): Promise<void>;
  /**
   * An agent has seen this much of a source, through another controller, and more than we have read.
   * Only sources with a watermark have an ear for it: whether they lag, or the truth itself has gone
   * back, only they can find out.
   */
  noteSeen?(seen: Watermark): void;
}
