import { clipText, conditionTypes } from "@localredirect/types";
import type { ConditionStatus, PolicyStatus } from "@localredirect/types";
import { z } from "zod";

/** One condition as it stands in an object, of whichever release. */
export interface ConditionObject {
  readonly type: string;
  readonly status: ConditionStatus;
  readonly reason: string;
  readonly message: string;
  readonly observedGeneration: number | undefined;
  /** RFC 3339. */
  readonly lastTransitionTime: string;
}

/** A policy's status as it stands in its object. Undefined: the object lacks the field. */
export interface StatusObject {
  readonly observedGeneration: number | undefined;
  readonly frontend: string | undefined;
  readonly serviceId: number | undefined;
  readonly nodes: { readonly wanted: number; readonly programmed: number } | undefined;
  readonly backends: number | undefined;
  /** Of our four types, in their order. */
  readonly conditions: readonly ConditionObject[];
}

/** The longest message that the CRD lets in: characters there, bytes here, which are not fewer. */
const maxMessageLength = 32_768;

const conditionSchema = z.object({
  type: z.string(),
  status: z.enum(["True", "False", "Unknown"]),
  reason: z.string(),
  message: z.string().catch(""),
  observedGeneration: z.number().optional().catch(undefined),
  lastTransitionTime: z.string(),
});

/** Whatever of it cannot be read counts as absent, and so is written again. */
const statusSchema = z.object({
  observedGeneration: z.number().optional().catch(undefined),
  frontend: z.string().optional().catch(undefined),
  serviceId: z.number().optional().catch(undefined),
  nodes: z.object({ wanted: z.number(), programmed: z.number() }).optional().catch(undefined),
  backends: z.number().optional().catch(undefined),
  conditions: z.array(z.unknown()).catch([]),
});

/** A policy's status as its object is to have it. */
export function statusObject(status: PolicyStatus): StatusObject {
  const { generation, frontend, serviceId, nodesWanted, nodesProgrammed, backends } = status;
  const conditions = status.conditions.map((condition) => ({
    type: condition.type,
    status: condition.status,
    reason: condition.reason,
    message: clipText(condition.message, maxMessageLength),
    observedGeneration: condition.observedGeneration,
    lastTransitionTime: timeText(condition.lastTransitionTime ?? 0),
  }));
  return {
    observedGeneration: generation,
    frontend: frontend === "" ? undefined : frontend,
    serviceId,
    nodes: { wanted: nodesWanted, programmed: nodesProgrammed },
    backends,
    conditions: inOrder(conditions),
  };
}

/** Reads an object's `status`. Undefined: it has none. */
export function readStatusObject(value: unknown): StatusObject | undefined {
  const parsed = statusSchema.safeParse(value);
  if (!parsed.success) return undefined;
  const { observedGeneration, frontend, serviceId, nodes, backends } = parsed.data;
  const conditions = parsed.data.conditions.flatMap((item) => {
    const { data } = conditionSchema.safeParse(item);
    return data === undefined ? [] : [{ ...data, observedGeneration: data.observedGeneration }];
  });
  return {
    ...{ observedGeneration, frontend, serviceId, nodes, backends },
    conditions: inOrder(conditions),
  };
}

/** The condition of a type. */
export function conditionOf(
  status: StatusObject | undefined,
  type: string,
): ConditionObject | undefined {
  return status?.conditions.find((condition) => condition.type === type);
}

function inOrder(conditions: readonly ConditionObject[]): readonly ConditionObject[] {
  return conditionTypes.flatMap((type) => conditions.filter((one) => one.type === type));
}

/** As Kubernetes writes times, to the second. */
function timeText(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, "Z");
}
