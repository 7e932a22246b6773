import type { ConditionReason } from "@localredirect/types";

import { conditionOf } from "./status-object.ts";
import type { ConditionObject, StatusObject } from "./status-object.ts";

/** Reasons of Programmed that may come of nodes that have not been heard yet. */
const ofNodes: ReadonlySet<string> = new Set<ConditionReason>(["NodesNotProgrammed", "Refused"]);

/**
 * What is written of a policy: what we say of it, with the times of conditions that the object has
 * had for longer. `isHolding`: not all nodes have been heard yet, so that what another controller
 * has counted is not lowered.
 */
export function settleStatus(
  next: StatusObject,
  before: StatusObject | undefined,
  isHolding: boolean,
): StatusObject {
  if (before === undefined) return next;
  const held = isHolding && isLowered(next, before) ? holdBack(next, before) : next;
  const conditions = held.conditions.map((condition) =>
    withTime(condition, conditionOf(before, condition.type)),
  );
  return { ...held, conditions };
}

/** Whether fewer nodes are said to hold the same generation, for want of hearing from them. */
function isLowered(next: StatusObject, before: StatusObject): boolean {
  const said = conditionOf(next, "Programmed");
  const had = conditionOf(before, "Programmed");
  if (said === undefined || had?.observedGeneration !== said.observedGeneration) return false;
  if (!ofNodes.has(said.reason)) return false;
  return (next.nodes?.programmed ?? 0) < (before.nodes?.programmed ?? 0);
}

/** Ready follows from Programmed. */
function holdBack(next: StatusObject, before: StatusObject): StatusObject {
  const wanted = next.nodes?.wanted ?? 0;
  const programmed = Math.min(before.nodes?.programmed ?? 0, wanted);
  const conditions = next.conditions.map((condition) =>
    condition.type === "Programmed" || condition.type === "Ready"
      ? (conditionOf(before, condition.type) ?? condition)
      : condition,
  );
  return { ...next, nodes: { wanted, programmed }, conditions };
}

function withTime(condition: ConditionObject, before: ConditionObject | undefined) {
  return before?.status === condition.status
    ? { ...condition, lastTransitionTime: before.lastTransitionTime }
    : condition;
}
