import type { ConditionStatus } from "../wire/observe-message.ts";
import type { ConditionReason, ConditionType } from "./conditions.ts";

/** What the control plane writes into a policy's status subresource. */
export interface LocalRedirectPolicyStatus {
  /** metadata.generation that the whole status was said of. */
  readonly observedGeneration?: number | undefined;
  /** For people: `default/http-server-v4` or `169.254.0.90`. */
  readonly frontend?: string | undefined;
  /** The policy's id in kernel maps, counters and events. */
  readonly serviceId?: number | undefined;
  readonly nodes?: StatusNodes | undefined;
  /** Distinct ready pods on wanted nodes. */
  readonly backends?: number | undefined;
  readonly conditions?: readonly StatusCondition[] | undefined;
}

/** How many nodes there are. */
export interface StatusNodes {
  readonly wanted: number;
  readonly programmed: number;
}

/** A condition as it stands in an object: as in Kubernetes (meta/v1 Condition). */
export interface StatusCondition {
  readonly type: ConditionType;
  readonly status: ConditionStatus;
  readonly reason: ConditionReason;
  readonly message: string;
  readonly observedGeneration?: number | undefined;
  /** RFC 3339. */
  readonly lastTransitionTime: string;
}
