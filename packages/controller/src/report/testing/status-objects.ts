import type { ConditionStatus } from "@localredirect/types";

import type { StatusObject } from "../status-object.ts";

export interface StatusTraits {
  readonly generation?: number;
  readonly time?: string;
  readonly wanted?: number;
  readonly programmed?: number;
  readonly backends?: number;
  /** By type, as `False/NotReady`; what is not there is True. */
  readonly conditions?: Readonly<Record<string, string>>;
  /** By type. */
  readonly messages?: Readonly<Record<string, string>>;
}

const good: Readonly<Record<string, string>> = {
  Accepted: "True/Accepted",
  ResolvedRefs: "True/ResolvedRefs",
  Programmed: "True/Programmed",
  Ready: "True/Ready",
};

/** The status of a policy that works on five nodes, or what is said instead. */
export function statusWith(traits: StatusTraits = {}): StatusObject {
  const { generation = 1, time = "2026-01-01T00:00:00Z", wanted = 5, programmed = 5 } = traits;
  const { backends = 5, messages = {} } = traits;
  const conditions = Object.entries({ ...good, ...traits.conditions }).map(([type, text]) => {
    const [status = "", reason = ""] = text.split("/");
    return {
      type,
      status: status as ConditionStatus, // as the test says it
      reason,
      message: messages[type] ?? "",
      observedGeneration: generation,
      lastTransitionTime: time,
    };
  });
  return {
    observedGeneration: generation,
    frontend: "169.254.0.1",
    serviceId: 7,
    nodes: { wanted, programmed },
    backends,
    conditions,
  };
}
