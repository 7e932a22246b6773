import { apiVersion, clipText, policyKind } from "@localredirect/types";

import type { PolicyIdentity } from "../policy-api.ts";
import type { PolicyEvent } from "./policy-transitions.ts";

/** One event and how often it has happened. */
export interface EventSeries {
  readonly policy: PolicyIdentity;
  readonly event: PolicyEvent;
  /** Of the object in the API. */
  readonly name: string;
  /** In milliseconds since 1970. */
  readonly firstAt: number;
  readonly lastAt: number;
  readonly count: number;
}

/** The namespace that the API wants events of cluster-scoped objects in. */
export const eventNamespace = "default";

/** Who reports, in the events' column FROM. */
const reportingController = "localredirect-controller";

/** Bounds of the API, in bytes. */
const bounds = { note: 1024, instance: 128 };

/** Room in an object's name (253) for a dot and sixteen digits. */
const maxPrefix = 236;

/** The name of a new event's object. `unique`: sixteen digits that no other event has. */
export function eventName({ name }: PolicyIdentity, unique: string): string {
  return `${name.slice(0, maxPrefix).replace(/[^a-z0-9]+$/, "")}.${unique}`;
}

/** The object of an event (events.k8s.io/v1). `instance`: which of the controllers reports. */
export function eventObject(series: EventSeries, instance: string): object {
  const { policy, event, name, firstAt, count } = series;
  return {
    apiVersion: "events.k8s.io/v1",
    kind: "Event",
    metadata: { namespace: eventNamespace, name },
    eventTime: microTime(firstAt),
    reportingController,
    reportingInstance: clipText(instance, bounds.instance),
    action: "Redirect",
    reason: event.reason,
    type: event.type,
    note: clipText(event.note, bounds.note),
    regarding: { apiVersion, kind: policyKind, name: policy.name, uid: policy.uid },
    ...(count > 1 ? seriesPatch(series) : {}),
  };
}

/** What makes an event's object say how often it has happened: a merge patch. */
export function seriesPatch({ count, lastAt }: EventSeries): object {
  return { series: { count, lastObservedTime: microTime(lastAt) } };
}

/** With microseconds, as the API has it. */
function microTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace("Z", "000Z");
}
