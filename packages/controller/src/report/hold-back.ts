/** How long a new leader waits for nodes and replicas that it has not heard of, in milliseconds. */
export const longestHold = 30_000;

/** What a new leader knows. */
export interface Hearing {
  /** How long ago it could first know something, in milliseconds. */
  readonly elapsed: number;
  /** All other replicas have told once what their nodes hold. */
  readonly peersComplete: boolean;
  /** Whether a wanted node has not been heard of yet: asked only where it matters. */
  readonly lacksNodes: () => boolean;
}

/** Whether a new leader lowers no count yet: what it does not know may be as it was. */
export function isHolding({ elapsed, peersComplete, lacksNodes }: Hearing): boolean {
  return elapsed < longestHold && (!peersComplete || lacksNodes());
}
