import type { ObservedCondition, PolicyStatus } from "@localredirect/types";

import type { ControlPlane } from "../../../../tools/cluster/control-plane.ts";
import { jsonField } from "../../../../tools/cluster/json-field.ts";
import { readStatusObject } from "../report/status-object.ts";
import type { ConditionObject } from "../report/status-object.ts";

const path = "/apis/balancing.elf.io/v1beta1/localredirectpolicies";

/** The statuses that stand in the API; a policy that nobody has described yet is left out. */
export async function storedPolicies(plane: ControlPlane): Promise<readonly PolicyStatus[]> {
  const list = await plane.admin.expect({ method: "GET", path });
  const items = jsonField(list, "items");
  return (Array.isArray(items) ? (items as unknown[]) : []).flatMap(storedStatus);
}

function storedStatus(object: unknown): readonly PolicyStatus[] {
  const status = readStatusObject(jsonField(object, "status"));
  if (status?.nodes === undefined || status.backends === undefined) return [];
  return [
    {
      name: String(jsonField(object, "metadata", "name")),
      uid: String(jsonField(object, "metadata", "uid")),
      generation: status.observedGeneration ?? 0,
      enabled: jsonField(object, "spec", "enabled") === true,
      frontend: status.frontend ?? "",
      serviceId: status.serviceId,
      conditions: status.conditions.map(observedCondition),
      nodesWanted: status.nodes.wanted,
      nodesProgrammed: status.nodes.programmed,
      backends: status.backends,
      origin: "",
    },
  ];
}

function observedCondition(condition: ConditionObject): ObservedCondition {
  return {
    ...condition,
    observedGeneration: condition.observedGeneration ?? 0,
    lastTransitionTime: Date.parse(condition.lastTransitionTime),
  };
}
