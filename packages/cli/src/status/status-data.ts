import { formatFrontend } from "@localredirect/types";
import type {
  NodeStatus,
  ObservedCondition,
  PolicyStatus,
  RedirectProblem,
} from "@localredirect/types";

/** All that a controller says of nodes and policies. */
export interface StatusReport {
  readonly nodes: readonly NodeStatus[];
  readonly policies: readonly PolicyStatus[];
}

/** For programs: complete, times in ISO 8601, and absent what is not known. */
export function statusData(report: StatusReport): object {
  return {
    nodes: report.nodes.map((node) => ({
      ...node,
      state: node.state.toUpperCase(),
      connectedAt: isoTime(node.connectedAt),
      syncedAt: isoTime(node.syncedAt),
      refused: node.refused.map(problemData),
      warnings: node.warnings.map(problemData),
    })),
    policies: report.policies.map((policy) => ({
      ...policy,
      conditions: policy.conditions.map(conditionData),
    })),
  };
}

function conditionData(condition: ObservedCondition): object {
  return { ...condition, lastTransitionTime: isoTime(condition.lastTransitionTime) };
}

function problemData(problem: RedirectProblem): object {
  return { ...problem, frontend: formatFrontend(problem.frontend) };
}

function isoTime(time: number | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString();
}
