import type { ChangingCluster, Seen } from "./changing-cluster.ts";

/** Something that changes, and what is to be seen then. */
export interface Step {
  readonly change: (cluster: ChangingCluster) => Promise<unknown>;
  /** What is another than usual. */
  readonly seen: Partial<Seen>;
}

/** What changes, step by step, from what is usual on. */
export interface Change {
  readonly what: string;
  readonly steps: readonly Step[];
}

/** Only node-b is wanted. */
export const onlyB: Partial<Seen> = { policies: ["web on 1 of 1 with 1"] };

/** Nothing is redirected anywhere. */
export const withdrawn: Pick<Seen, "a" | "b"> = { a: [], b: [] };

/** The pod on node-a serves nobody; the members there are still left alone as clients. */
export function noBackendOnA(members: string): Partial<Seen> {
  const a = [`10.96.1.1:80/TCP ->  (${members})`];
  return { a, policies: ["web on 2 of 2 with 1"] };
}
