import type { ReplicaProgress } from "../node-tables.ts";

/** What is known of a node's kernel, redirect by redirect. */
export type Kernel = Pick<ReplicaProgress, "applied" | "refused" | "warnings">;

/** Of a kernel of which nothing is known. */
export const emptyKernel: Kernel = Object.freeze({
  applied: new Map(),
  refused: new Map(),
  warnings: new Map(),
});
