import type { Loss } from "../compile/claims.ts";
import type { CompiledPolicy } from "../compile/compiled-policy.ts";
import type { PolicyObject } from "../sources/objects.ts";
import type { NodeVerdict } from "./node-verdict.ts";

/** What is known of a policy on a wanted node; nodes of which the same is known share it. */
export interface NodeFact {
  readonly verdict: NodeVerdict;
  /** What the policy claims there and does not own. */
  readonly losses: readonly Loss[];
  /** Frontends that it owns there. */
  readonly owned: number;
  /** Distinct pods that take its traffic there. */
  readonly backends: number;
  /** Those of the backends, where the policy takes any for want of `spec.backend.namespaces`. */
  readonly namespaces: readonly string[];
  /** Whether one of its redirects there has no room for more backends. */
  readonly isFull: boolean;
  /** Pods that could take traffic beyond the most that a redirect has room for. */
  readonly excess: number;
}

/** All that a policy's status says something about. */
export interface PolicyFacts {
  readonly object: PolicyObject;
  /** Undefined: none, as the annotation is bad or there is no valid state. */
  readonly serviceId: number | undefined;
  /** Undefined: it redirects nothing. */
  readonly compiled: CompiledPolicy | undefined;
  /** By node, in their names' order: those that are wanted. */
  readonly nodes: ReadonlyMap<string, NodeFact>;
  /** False: the sources have not been listed yet, so that little is known. */
  readonly listed: boolean;
}

/** Whether the policy in force is switched off, and nothing newer is about to be in force. */
export function isDisabled({ object }: PolicyFacts): boolean {
  return object.waiting === undefined && object.policy?.spec.enabled === false;
}
