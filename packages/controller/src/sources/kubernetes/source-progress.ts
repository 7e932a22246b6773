import type { Watermark } from "@localredirect/types";

/** How far an API has been read. */
export interface SourceProgress {
  /** Grows by one whenever the API's revisions are found to have gone back. */
  readonly epoch: number;
  /**
   * The newest revision at which something that we follow has changed: the same in every replica
   * that has heard of it, so that it serves as watermark.
   */
  readonly content: number;
  /** Up to which revision some list or watch has said all; at least `content`. */
  readonly readUpTo: number;
}

/** Before anything has been read. */
export const noProgress: SourceProgress = { epoch: 0, content: 0, readUpTo: 0 };

/** Epochs that agents name are believed up to this one: each is a restored etcd. */
const greatestEpoch = 2 ** 31;

/** After an object's state of a revision has come. */
export function contentReached(progress: SourceProgress, revision: number): SourceProgress {
  return {
    ...progress,
    content: Math.max(progress.content, revision),
    readUpTo: Math.max(progress.readUpTo, revision),
  };
}

/** After it is known that nothing else happened up to a revision. */
export function readUpTo(progress: SourceProgress, revision: number): SourceProgress {
  return { ...progress, readUpTo: Math.max(progress.readUpTo, revision) };
}

/**
 * After a consistent read at a revision, which is a list's first page. Where it is behind what was
 * read before, the API itself has gone back, as an etcd does that is restored from a backup: a new
 * epoch begins.
 */
export function consistentRead(progress: SourceProgress, revision: number): SourceProgress {
  return revision < progress.content
    ? { epoch: progress.epoch + 1, content: 0, readUpTo: revision }
    : readUpTo(progress, revision);
}

/** What is to be made of how far an agent has seen our source through another controller. */
export type SeenVerdict =
  /** We have read as far. */
  | { readonly kind: "reached"; readonly progress: SourceProgress }
  /** It cannot be told without a consistent read of the API. */
  | { readonly kind: "ask" }
  /** It is nothing that a controller of ours has said. */
  | { readonly kind: "disbelieve" };

/** Compares how far an agent has seen with how far we have read. */
export function judgeSeen(progress: SourceProgress, seen: Watermark): SeenVerdict {
  if (seen.epoch > greatestEpoch) return { kind: "disbelieve" };
  if (seen.epoch > progress.epoch) return { kind: "ask" };
  if (seen.epoch < progress.epoch || seen.revision <= progress.content) {
    return { kind: "reached", progress };
  }
  return seen.revision <= progress.readUpTo
    ? { kind: "reached", progress: { ...progress, content: seen.revision } }
    : { kind: "ask" };
}

/**
 * After a consistent read at a revision, for what an agent has seen. Another replica's epoch is
 * taken over; where the API is behind even so, one more begins.
 */
export function seenAgainstRead(
  progress: SourceProgress,
  seen: Watermark,
  revision: number,
): SourceProgress {
  const isBehind = revision < seen.revision;
  if (seen.epoch < progress.epoch || (seen.epoch === progress.epoch && !isBehind)) return progress;
  return { ...progress, epoch: isBehind ? seen.epoch + 1 : seen.epoch };
}
