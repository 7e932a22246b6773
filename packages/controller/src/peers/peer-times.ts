import type { BackoffBounds } from "@localredirect/process";

/** How long things take between replicas, in milliseconds. */
export interface PeerTimes {
  /** How long what a gone replica said stays as it was. */
  readonly retention: number;
  /** How long status waits for a replica to speak that it knows of. */
  readonly hearing: number;
  /** From the call to Welcome. */
  readonly welcome: number;
  /** From Welcome to the end of the snapshot. */
  readonly snapshot: number;
  /** How long changes are gathered before they are told. */
  readonly gathering: number;
  /** How long the next attempt is put off. */
  readonly backoff: BackoffBounds;
}

/**
 * As peers.proto has them where it does. A connection is refused or comes about in much less than ten
 * seconds, the largest snapshot takes less than five, and status gathers for longer than 50 ms.
 */
export const peerTimes: PeerTimes = Object.freeze({
  retention: 30_000,
  hearing: 30_000,
  welcome: 10_000,
  snapshot: 30_000,
  gathering: 50,
  backoff: { first: 200, last: 5000 },
});
