import type {
  ConditionReason,
  ConditionType,
  ObservedCondition,
  PolicyFrontend,
  PolicyStatus,
} from "@localredirect/types";

import { accepted } from "./accepted.ts";
import type { PolicyFacts } from "./policy-facts.ts";
import { programmed } from "./programmed.ts";
import { ready } from "./ready.ts";
import { resolvedRefs } from "./resolved-refs.ts";
import type { Verdict } from "./verdict.ts";

/**
 * A policy's status from what is known of it. `before`: the status that was given last, from which
 * conditions take the time of their last transition; `now` in milliseconds since 1970.
 */
export function policyStatus(
  facts: PolicyFacts,
  before: PolicyStatus | undefined,
  now: number,
): PolicyStatus {
  const { object, serviceId, nodes } = facts;
  const spec = object.policy?.spec;
  const verdicts = conditions(facts);
  return {
    name: object.name,
    uid: object.uid,
    generation: object.generation,
    // Where there never was a valid state, what the field defaults to.
    enabled: spec?.enabled ?? true,
    frontend: spec === undefined ? "" : formatFrontendMatcher(spec.frontend),
    serviceId,
    conditions: verdicts.map(([type, verdict]) => {
      const old = before?.conditions.find((condition) => condition.type === type);
      return toCondition(type, verdict, { old, now, generation: object.generation });
    }),
    nodesWanted: nodes.size,
    nodesProgrammed: isTried(verdicts) ? countHolding(nodes) : 0,
    backends: nodes.sum((fact) => fact.backends),
    origin: object.origin ?? "",
  };
}

/** Whether there is something to program at all. */
function isTried(verdicts: readonly (readonly [ConditionType, Verdict])[]): boolean {
  const tried: readonly ConditionReason[] = ["Programmed", "NodesNotProgrammed", "Refused"];
  return verdicts.some(([type, { reason }]) => type === "Programmed" && tried.includes(reason));
}

function countHolding(nodes: PolicyFacts["nodes"]): number {
  return nodes.sum(({ verdict }) => Number(verdict.kind === "programmed"));
}

function conditions(facts: PolicyFacts): readonly (readonly [ConditionType, Verdict])[] {
  const isAccepted = accepted(facts);
  const others = new Map([
    ["Accepted", isAccepted],
    ["ResolvedRefs", resolvedRefs(facts, isAccepted)],
    ["Programmed", programmed(facts, isAccepted)],
  ] as const);
  return [...others, ["Ready", ready(facts, others)]];
}

function toCondition(
  type: ConditionType,
  { status, reason, message }: Verdict,
  { old, now, generation }: { old: ObservedCondition | undefined; now: number; generation: number },
): ObservedCondition {
  const lastTransitionTime = old?.status === status ? old.lastTransitionTime : now;
  return { type, status, reason, message, observedGeneration: generation, lastTransitionTime };
}

function formatFrontendMatcher(frontend: PolicyFrontend): string {
  return frontend.kind === "address"
    ? frontend.ip
    : `${frontend.namespace}/${frontend.serviceName}`;
}
