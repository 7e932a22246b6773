import type { ConditionReason } from "@localredirect/types";

import { severalNamespaces } from "../../status/ready.ts";
import { conditionOf } from "../status-object.ts";
import type { ConditionObject, StatusObject } from "../status-object.ts";
import { eventMeanings } from "./event-meanings.ts";
import type { EventMeaning } from "./event-meanings.ts";

/** Something about a policy that is worth an event. */
export interface PolicyEvent extends Pick<EventMeaning, "reason" | "type"> {
  /** For people. */
  readonly note: string;
}

/** A condition's state before, undefined where there was none, and after. */
interface Change {
  readonly before: ConditionObject | undefined;
  readonly after: ConditionObject;
}

/** Whether a change of a condition is an event, whose reason is the condition's. */
const isEvent: Readonly<Record<string, (change: Change) => boolean>> = {
  Accepted: (change) => change.after.status !== "Unknown" && isOther(change),
  ResolvedRefs: (change) => isFalseAnew(change) || isRegained(change),
  Programmed: isProgrammedEvent,
  Ready: (change) =>
    isOther(change) &&
    (change.after.reason === "NoBackends" ||
      (change.after.status === "True" && change.before?.reason === "NoBackends")),
};

/**
 * What is worth an event in a change of a policy's status. Both are what the API held and holds, so
 * that another controller, which has seen nothing of it, tells nothing twice. Reasons that only
 * follow from others, as NotAccepted and NotReady, are none.
 */
export function policyTransitions(
  before: StatusObject | undefined,
  after: StatusObject,
): readonly PolicyEvent[] {
  const events = after.conditions
    .filter((condition) => {
      const change = { before: conditionOf(before, condition.type), after: condition };
      return isEvent[condition.type]?.(change) === true;
    })
    .flatMap(({ reason, message }) => toEvent(reason, message));
  const [had, has] = [conditionOf(before, "Ready"), conditionOf(after, "Ready")];
  return remarksOnNamespaces(has) && !remarksOnNamespaces(had)
    ? [...events, ...toEvent("SeveralNamespaces", has?.message ?? "")]
    : events;
}

/** Reasons that are not in the list are none: they follow from others. */
function toEvent(reason: string, note: string): readonly PolicyEvent[] {
  const known = eventMeanings.find((meaning) => meaning.reason === reason);
  return known === undefined ? [] : [{ reason: known.reason, type: known.type, note }];
}

function isOther({ before, after }: Change): boolean {
  return before?.status !== after.status || before.reason !== after.reason;
}

function isFalseAnew(change: Change): boolean {
  return change.after.status === "False" && isOther(change);
}

function isRegained({ before, after }: Change): boolean {
  return before?.status === "False" && after.status === "True";
}

/** Why nothing is programmed, where no other condition says so. */
const ownReasons: ReadonlySet<string> = new Set<ConditionReason>(["Refused", "NoMatchingNodes"]);

/** A generation that is on its way is none; that it has arrived is one. */
function isProgrammedEvent({ before, after }: Change): boolean {
  const isSameGeneration = before?.observedGeneration === after.observedGeneration;
  if (after.status === "True") return before?.status !== "True" || !isSameGeneration;
  if (after.reason === "NodesNotProgrammed") return before?.status === "True" && isSameGeneration;
  return ownReasons.has(after.reason) && isFalseAnew({ before, after });
}

function remarksOnNamespaces(ready: ConditionObject | undefined): boolean {
  return ready?.message.includes(severalNamespaces) === true;
}
