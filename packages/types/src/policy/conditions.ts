import type { ConditionStatus, ObservedCondition } from "../wire/observe-message.ts";

/**
 * What is said of each policy: `Accepted`: it is valid and owns its frontends; `ResolvedRefs`: what
 * it refers to exists; `Programmed`: the kernels of the wanted nodes hold it; `Ready`: all of these,
 * and there is a backend.
 */
export type ConditionType = "Accepted" | "ResolvedRefs" | "Programmed" | "Ready";

/** Why a condition is as it is: a closed list, so that programs can act on it. */
export type ConditionReason =
  | "Accepted"
  | "Disabled"
  | "FrontendConflict"
  | "Invalid"
  | "InvalidServiceId"
  | "NoBackends"
  | "NoMatchingNodes"
  | "NodesNotProgrammed"
  | "NotAccepted"
  | "NotReady"
  | "Pending"
  | "PortNotFound"
  | "PortsUnpaired"
  | "Programmed"
  | "ProtocolMismatch"
  | "Ready"
  | "Refused"
  | "ResolvedRefs"
  | "ServiceIdConflict"
  | "ServiceNotFound"
  | "ServiceNotSupported"
  | "Unresolved";

/** A condition as we write it: of the closed lists. */
export interface Condition extends ObservedCondition {
  readonly type: ConditionType;
  readonly reason: ConditionReason;
}

/** What one reason means in one condition. */
export interface ConditionMeaning {
  readonly type: ConditionType;
  readonly status: ConditionStatus;
  readonly reason: ConditionReason;
  /** What holds, in a sentence or two; what to do about it where something is to be done. */
  readonly meaning: string;
}

/** The condition types in the order in which they come true. */
export const conditionTypes: readonly ConditionType[] = [
  "Accepted",
  "ResolvedRefs",
  "Programmed",
  "Ready",
];

/** Every combination that occurs, with its meaning: the source of docs/conditions.md. */
export const conditionMeanings: readonly ConditionMeaning[] = [
  {
    type: "Accepted",
    status: "True",
    reason: "Accepted",
    meaning: "The policy is valid and owns all of its frontends.",
  },
  {
    type: "Accepted",
    status: "True",
    reason: "Disabled",
    meaning:
      "The policy is valid and `spec.enabled` is false: it owns nothing and redirects nothing.",
  },
  {
    type: "Accepted",
    status: "True",
    reason: "FrontendConflict",
    meaning:
      "Some frontends belong to an older policy on some of the wanted nodes; the others are this " +
      "policy's. The message has the winners' names. It takes over at once when they go.",
  },
  {
    type: "Accepted",
    status: "False",
    reason: "FrontendConflict",
    meaning:
      "All frontends belong to older policies on all of the wanted nodes. The message has the " +
      "winners' names. The policy takes over at once when they go.",
  },
  {
    type: "Accepted",
    status: "False",
    reason: "Invalid",
    meaning:
      "The manifest breaks a rule; the message has the fields. Where an earlier version was valid, " +
      "a source of files goes on with that one.",
  },
  {
    type: "Accepted",
    status: "False",
    reason: "InvalidServiceId",
    meaning:
      "The annotation `balancing.elf.io/serviceId` is not a number from 1 to 4294967295 without a " +
      "leading zero.",
  },
  {
    type: "Accepted",
    status: "False",
    reason: "ServiceIdConflict",
    meaning:
      "An older policy has the same `balancing.elf.io/serviceId`; the message has its name. This " +
      "one takes over at once when the other goes.",
  },
  {
    type: "Accepted",
    status: "Unknown",
    reason: "Pending",
    meaning: "The control plane has not looked at this generation yet.",
  },
  {
    type: "ResolvedRefs",
    status: "True",
    reason: "ResolvedRefs",
    meaning: "All that the policy refers to exists; an address refers to nothing.",
  },
  {
    type: "ResolvedRefs",
    status: "False",
    reason: "ServiceNotFound",
    meaning:
      "There is no Service of this name and namespace. Nothing is redirected until there is.",
  },
  {
    type: "ResolvedRefs",
    status: "False",
    reason: "ServiceNotSupported",
    meaning:
      "The Service has no ClusterIP of its own, being headless or of type ExternalName: there is no " +
      "address that could be redirected.",
  },
  {
    type: "ResolvedRefs",
    status: "False",
    reason: "PortNotFound",
    meaning:
      "The Service lacks ports that `toPorts` lists (port number and protocol); the message has " +
      "them. The others are redirected.",
  },
  {
    type: "ResolvedRefs",
    status: "False",
    reason: "PortsUnpaired",
    meaning:
      "The policy lists no frontend ports, and some of the Service's have no backend port of their " +
      "name, or the other way round; the message has them. The others are redirected.",
  },
  {
    type: "ResolvedRefs",
    status: "False",
    reason: "ProtocolMismatch",
    meaning:
      "The policy lists no frontend ports, and a port of the Service has another protocol than the " +
      "backend port of its name; the message has it. The others are redirected.",
  },
  {
    type: "ResolvedRefs",
    status: "Unknown",
    reason: "NotAccepted",
    meaning: "`Accepted` is False, so that references are not looked up.",
  },
  {
    type: "ResolvedRefs",
    status: "Unknown",
    reason: "Disabled",
    meaning: "`spec.enabled` is false, so that references are not looked up.",
  },
  {
    type: "ResolvedRefs",
    status: "Unknown",
    reason: "Pending",
    meaning: "The control plane has not looked at this generation yet.",
  },
  {
    type: "Programmed",
    status: "True",
    reason: "Programmed",
    meaning: "The kernels of all wanted nodes hold the policy as it stands.",
  },
  {
    type: "Programmed",
    status: "False",
    reason: "NodesNotProgrammed",
    meaning:
      "Some wanted nodes do not hold the policy as it stands: a change is on its way, their agent " +
      "is not connected, or lags by more than 30 s. The message has their number and some names.",
  },
  {
    type: "Programmed",
    status: "False",
    reason: "Refused",
    meaning:
      "An agent refused the policy, or a part of it, for good: the message has the node and the " +
      "reason. It is tried again with the policy's next change.",
  },
  {
    type: "Programmed",
    status: "False",
    reason: "NoMatchingNodes",
    meaning:
      "No node is wanted: none matches `spec.config.nodeLabelSelector` and is Ready or connected.",
  },
  {
    type: "Programmed",
    status: "False",
    reason: "Unresolved",
    meaning: "There is no frontend to program; `ResolvedRefs` says why.",
  },
  {
    type: "Programmed",
    status: "False",
    reason: "NotAccepted",
    meaning: "`Accepted` is False, so that nothing is programmed.",
  },
  {
    type: "Programmed",
    status: "False",
    reason: "Disabled",
    meaning: "`spec.enabled` is false, so that nothing is programmed.",
  },
  {
    type: "Programmed",
    status: "Unknown",
    reason: "Pending",
    meaning: "The control plane does not know yet what the nodes hold.",
  },
  {
    type: "Ready",
    status: "True",
    reason: "Ready",
    meaning: "The policy works wherever it is wanted and a ready backend is on the node.",
  },
  {
    type: "Ready",
    status: "False",
    reason: "NotReady",
    meaning: "Another condition is not True; the message says which.",
  },
  {
    type: "Ready",
    status: "False",
    reason: "NoBackends",
    meaning:
      "No wanted node has a ready backend: all traffic goes to the ordinary Service. Look at " +
      "`spec.backend.endpointSelector`, `spec.backend.namespaces` and the pods' readiness.",
  },
  {
    type: "Ready",
    status: "False",
    reason: "Disabled",
    meaning: "`spec.enabled` is false.",
  },
  {
    type: "Ready",
    status: "Unknown",
    reason: "Pending",
    meaning: "Another condition is still Unknown.",
  },
];
