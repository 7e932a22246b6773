import type { FrontendKey } from "@localredirect/types";

import type { CompiledRedirect, NodeProgress } from "../node-tables.ts";

/**
 * How long a node that has held a policy may lag behind its changes before it no longer counts as
 * programmed, in milliseconds: longer than any agent that works needs.
 */
export const lagAllowance = 30_000;

/** Whether one node's kernel holds one policy as it is wanted there, and why not. */
export type NodeVerdict =
  | { readonly kind: "programmed" }
  /** The agent refused a part of it for good. */
  | { readonly kind: "refused"; readonly frontend: FrontendKey; readonly message: string }
  /** The agent has not acknowledged this generation yet. */
  | { readonly kind: "pending" }
  /** It held this generation, and has not followed for longer than the allowance. */
  | { readonly kind: "lagging" }
  /** No agent is connected that could take it. */
  | { readonly kind: "offline" };

const isProgrammed: NodeVerdict = { kind: "programmed" };

/** What a verdict is about. */
export interface NodeInQuestion {
  /** What the policy wants on the node, by frontend. */
  readonly wanted: readonly (readonly [FrontendKey, CompiledRedirect])[];
  /** Undefined: no agent of the node has ever been heard of. */
  readonly progress: NodeProgress | undefined;
  /** Since when the node has not held its table, in milliseconds since 1970; undefined: it does. */
  readonly behindSince: number | undefined;
}

/** Judges one node. */
export function judgeNode(question: NodeInQuestion, now: number): NodeVerdict {
  const { wanted, progress, behindSince } = question;
  if (progress?.digest === undefined) return waiting(progress);
  const isLate = behindSince !== undefined && now - behindSince > lagAllowance;
  for (const [key, redirect] of wanted) {
    const verdict = judgeRedirect(key, redirect, { progress, isLate });
    if (verdict.kind !== "programmed") return verdict;
  }
  return isProgrammed;
}

function judgeRedirect(
  key: FrontendKey,
  { version, generation, redirect }: CompiledRedirect,
  { progress, isLate }: { readonly progress: NodeProgress; readonly isLate: boolean },
): NodeVerdict {
  const refused = progress.refused.get(key);
  if (refused?.version === version) {
    return { kind: "refused", frontend: key, message: refused.message };
  }
  const applied = progress.applied.get(key);
  if (applied?.version === version) return isProgrammed;
  const isOfGeneration =
    applied?.policyUid === redirect.policy.uid && applied.generation === generation;
  if (!isOfGeneration) return waiting(progress);
  if (!isLate) return isProgrammed;
  return progress.connected ? { kind: "lagging" } : { kind: "offline" };
}

function waiting(progress: NodeProgress | undefined): NodeVerdict {
  return { kind: progress?.connected === true ? "pending" : "offline" };
}
