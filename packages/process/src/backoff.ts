/** The bounds between which the pauses of a retry grow. */
export interface BackoffBounds {
  /** Upper bound of the first pause, in milliseconds. */
  readonly first: number;
  /** Upper bound of every pause, in milliseconds. */
  readonly last: number;
}

/**
 * 200 ms is short enough that one lost connection is hardly noticed; 30 s is the lag after which a
 * node counts as stale, so an agent is never quiet for longer than that by itself.
 */
export const reconnectBounds: BackoffBounds = Object.freeze({ first: 200, last: 30_000 });

/** From this attempt on the bound has long been reached; keeps 2 ** attempt a finite number. */
const longestDoubling = 30;

/**
 * How long to wait before a retry, in milliseconds: anything from 0 up to a bound that doubles with
 * each attempt ("full jitter"), so that many who lost the same peer do not come back together.
 *
 * @param attempt - how many attempts have failed in a row before this pause, from 0
 * @param random - a number from 0 (included) to 1 (excluded), as Math.random gives
 */
export function fullJitter(
  attempt: number,
  random: number,
  bounds: BackoffBounds = reconnectBounds,
): number {
  const doublings = Math.min(Math.max(attempt, 0), longestDoubling);
  return Math.floor(random * Math.min(bounds.last, bounds.first * 2 ** doublings));
}
