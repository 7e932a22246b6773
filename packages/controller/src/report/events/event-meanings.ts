import type { ConditionReason } from "@localredirect/types";

/** Why an event was made: a closed list, mostly of the reasons of conditions. */
export type EventReason =
  | Extract<
      ConditionReason,
      | "Accepted"
      | "Disabled"
      | "FrontendConflict"
      | "Invalid"
      | "InvalidServiceId"
      | "NoBackends"
      | "NoMatchingNodes"
      | "NodesNotProgrammed"
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
    >
  | "SeveralNamespaces";

/** What an event of one reason tells. */
export interface EventMeaning {
  readonly reason: EventReason;
  /** Warning: somebody should look. */
  readonly type: "Normal" | "Warning";
  /** When there is one. The note is the message of the condition. */
  readonly meaning: string;
}

/** Every reason, as docs/events.md has it. */
export const eventMeanings: readonly EventMeaning[] = [
  {
    reason: "Accepted",
    type: "Normal",
    meaning: "The policy has become valid and owns all of its frontends.",
  },
  {
    reason: "Disabled",
    type: "Normal",
    meaning: "`spec.enabled` has become false: the policy is withdrawn everywhere.",
  },
  {
    reason: "ResolvedRefs",
    type: "Normal",
    meaning: "What the policy refers to was missing, or did not fit, and is there again.",
  },
  {
    reason: "Programmed",
    type: "Normal",
    meaning:
      "The kernels of all wanted nodes hold the policy: once for each generation, and again after " +
      "they had not.",
  },
  {
    reason: "Ready",
    type: "Normal",
    meaning: "There was no ready backend on any wanted node, and now there is one.",
  },
  {
    reason: "Invalid",
    type: "Warning",
    meaning: "The policy breaks a rule; the note has the fields.",
  },
  {
    reason: "InvalidServiceId",
    type: "Warning",
    meaning: "The annotation `balancing.elf.io/serviceId` is no id.",
  },
  {
    reason: "FrontendConflict",
    type: "Warning",
    meaning: "Some or all frontends belong to older policies; the note has their names.",
  },
  {
    reason: "ServiceIdConflict",
    type: "Warning",
    meaning: "An older policy has the same `balancing.elf.io/serviceId`.",
  },
  {
    reason: "ServiceNotFound",
    type: "Warning",
    meaning: "The Service that the policy names is not there.",
  },
  {
    reason: "ServiceNotSupported",
    type: "Warning",
    meaning: "The Service is headless or of type ExternalName.",
  },
  {
    reason: "PortNotFound",
    type: "Warning",
    meaning: "The Service lacks ports that the policy lists.",
  },
  {
    reason: "PortsUnpaired",
    type: "Warning",
    meaning: "Ports of the Service and of the policy's backends do not pair.",
  },
  {
    reason: "ProtocolMismatch",
    type: "Warning",
    meaning: "A port of the Service and its backend port have different protocols.",
  },
  {
    reason: "NodesNotProgrammed",
    type: "Warning",
    meaning:
      "All wanted nodes held this generation, and some do not any more. While a new generation is " +
      "on its way to the nodes there is no event.",
  },
  {
    reason: "Refused",
    type: "Warning",
    meaning: "An agent refuses the policy, or a part of it; the note has the node and the reason.",
  },
  {
    reason: "NoMatchingNodes",
    type: "Warning",
    meaning: "No node matches `spec.config.nodeLabelSelector` and is Ready or connected.",
  },
  {
    reason: "NoBackends",
    type: "Warning",
    meaning: "No wanted node has a ready backend: all traffic goes to the ordinary Service.",
  },
  {
    reason: "SeveralNamespaces",
    type: "Warning",
    meaning:
      "A policy for an address names no namespaces, and has backends in several: pods of other " +
      "teams take part in what may be meant for one.",
  },
];
