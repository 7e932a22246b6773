/** How a stream to a controller ended, as far as the next attempt is concerned. */
export type StreamOutcome =
  /** It brought at least one batch that was applied: the controller works, the cut was a cut. */
  | "served"
  /** It never came that far: not reachable, refused, silent. */
  | "unserved"
  /** One side broke the protocol or the kernel failed, however much had been served before. */
  | "broken";

/**
 * Failures in a row after a stream has ended. A controller that serves and then sends rubbish does
 * not begin from 0 again: its broken stream would be met several times a second for ever.
 */
export function failuresAfter(failures: number, outcome: StreamOutcome): number {
  return outcome === "served" ? 0 : failures + 1;
}
