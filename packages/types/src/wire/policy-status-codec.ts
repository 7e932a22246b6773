import type { localredirect } from "../generated/wire.js";
import { bounds } from "./bounds.ts";
import { clipText } from "./clip-text.ts";
import { readInteger, readList, readName, readText } from "./fields.ts";
import type { ConditionStatus, ObservedCondition, PolicyStatus } from "./observe-message.ts";
import { encodeTimestamp, readTimestamp } from "./timestamp-codec.ts";
import { invalid } from "./wire-error.ts";

type WirePolicyStatus = localredirect.v1.PolicyStatus.$Properties;
type WireCondition = localredirect.v1.Condition.$Properties;

/** A policy's status as the generated code takes it. */
export function encodePolicyStatus(status: PolicyStatus): WirePolicyStatus {
  return {
    ...status,
    serviceId: status.serviceId ?? 0,
    conditions: status.conditions.map(encodeCondition),
  };
}

/** A policy's status from the wire. */
export function readPolicyStatus(status: WirePolicyStatus): PolicyStatus {
  const serviceId = status.serviceId ?? 0;
  return {
    // A manifest may be so wrong that it has no name; its origin says which it is.
    name: readText(status.name, bounds.name, "name"),
    uid: readText(status.uid, bounds.uid, "uid"),
    generation: readInteger(status.generation, "generation"),
    enabled: status.enabled ?? false,
    frontend: readText(status.frontend, bounds.message, "frontend"),
    serviceId: serviceId === 0 ? undefined : serviceId,
    conditions: readList(status.conditions, "conditions", { readItem: readCondition }),
    nodesWanted: status.nodesWanted ?? 0,
    nodesProgrammed: status.nodesProgrammed ?? 0,
    backends: status.backends ?? 0,
    origin: readText(status.origin, bounds.message, "origin"),
  };
}

function encodeCondition(condition: ObservedCondition): WireCondition {
  return {
    ...condition,
    message: clipText(condition.message, bounds.message),
    lastTransitionTime: encodeTimestamp(condition.lastTransitionTime),
  };
}

function readCondition(condition: WireCondition): ObservedCondition {
  return {
    type: readName(condition.type, bounds.word, "type"),
    status: readConditionStatus(condition.status ?? ""),
    reason: readText(condition.reason, bounds.word, "reason"),
    message: readText(condition.message, bounds.message, "message"),
    observedGeneration: readInteger(condition.observedGeneration, "observedGeneration"),
    lastTransitionTime: readTimestamp(condition.lastTransitionTime, "lastTransitionTime"),
  };
}

function readConditionStatus(status: string): ConditionStatus {
  if (status === "True" || status === "False" || status === "Unknown") return status;
  throw invalid("status", `Is "${status}", not True, False or Unknown`);
}
