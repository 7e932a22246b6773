import type { CompiledPolicy } from "../compile/compiled-policy.ts";
import type { PolicyObject } from "../sources/objects.ts";
import type { NodeFacts } from "./node-facts.ts";

/** All that a policy's status says something about. */
export interface PolicyFacts {
  readonly object: PolicyObject;
  /** Undefined: none, as the annotation is bad or there is no valid state. */
  readonly serviceId: number | undefined;
  /** Undefined: it redirects nothing. */
  readonly compiled: CompiledPolicy | undefined;
  readonly nodes: NodeFacts;
  /** False: the sources have not been listed yet, so that little is known. */
  readonly listed: boolean;
}

/** Whether the policy in force is switched off, and nothing newer is about to be in force. */
export function isDisabled({ object }: PolicyFacts): boolean {
  return object.waiting === undefined && object.policy?.spec.enabled === false;
}
