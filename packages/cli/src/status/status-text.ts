import { conditionMeanings, formatFrontend } from "@localredirect/types";
import type { NodeStatus, ObservedCondition, PolicyStatus } from "@localredirect/types";

import { formatDuration } from "../duration.ts";
import { printable, textTable } from "../text-table.ts";
import type { StatusReport } from "./status-data.ts";

/** For people: a line for each node and policy, then what is not as it should be. */
export function statusText(report: StatusReport, now: number): string {
  const problems = [
    ...report.policies.flatMap(policyProblems),
    ...report.nodes.flatMap(nodeProblems),
  ];
  return [
    nodesTable(report.nodes, now),
    policiesTable(report.policies),
    ...(problems.length === 0 ? [] : [problems.map((problem) => `${problem}\n`).join("")]),
  ].join("\n");
}

function nodesTable(nodes: readonly NodeStatus[], now: number): string {
  if (nodes.length === 0) {
    return "No node is known: no source has one, and no agent is connected\n";
  }
  const rows = nodes.map((node) => [
    node.name,
    node.state.toUpperCase(),
    `${node.redirectsApplied}/${node.redirectsWanted}`,
    lag(node, now),
    node.agentVersion === "" ? "-" : node.agentVersion,
    node.connectedAt === undefined ? "-" : formatDuration(now - node.connectedAt),
  ]);
  return textTable(["NODE", "STATE", "REDIRECTS", "LAG", "AGENT", "CONNECTED"], rows);
}

/** For how long the node has not held what is wanted. */
function lag(node: NodeStatus, now: number): string {
  if (node.state === "synced") {
    return "-";
  }
  return node.syncedAt === undefined ? "never synced" : formatDuration(now - node.syncedAt);
}

function policiesTable(policies: readonly PolicyStatus[]): string {
  if (policies.length === 0) {
    return "There are no policies\n";
  }
  const heading = [
    "POLICY",
    "FRONTEND",
    "ENABLED",
    "ACCEPTED",
    "PROGRAMMED",
    "READY",
    "NODES",
    "BACKENDS",
  ];
  const rows = policies.map((policy) => [
    policy.name,
    policy.frontend === "" ? "-" : policy.frontend,
    String(policy.enabled),
    conditionStatus(policy, "Accepted"),
    conditionStatus(policy, "Programmed"),
    conditionStatus(policy, "Ready"),
    `${policy.nodesProgrammed}/${policy.nodesWanted}`,
    String(policy.backends),
  ]);
  return textTable(heading, rows);
}

function conditionStatus(policy: PolicyStatus, type: string): string {
  return policy.conditions.find((condition) => condition.type === type)?.status ?? "Unknown";
}

/** The conditions that keep a policy from being ready, with why and what to do. */
function policyProblems(policy: PolicyStatus): readonly string[] {
  const origin = policy.origin === "" ? "" : ` (${policy.origin})`;
  return policy.conditions.filter(isProblem).map((condition) => {
    const { type, status, reason, message } = condition;
    const explanation = message === "" ? meaning(condition) : message;
    return printable(`policy ${policy.name}${origin}: ${type}=${status}/${reason}: ${explanation}`);
  });
}

/** What follows from another condition says nothing new; nor does what was asked for. */
const consequences: ReadonlySet<string> = new Set([
  "Ready",
  "Accepted",
  "ResolvedRefs",
  "Programmed",
  "NotReady",
  "NotAccepted",
  "Unresolved",
  "Disabled",
  "Pending",
]);

function isProblem({ reason }: ObservedCondition): boolean {
  return !consequences.has(reason);
}

/** What a reason means in general, for a controller that says no more. */
function meaning({ type, status, reason }: ObservedCondition): string {
  const found = conditionMeanings.find(
    (one) => one.type === type && one.status === status && one.reason === reason,
  );
  return found?.meaning ?? "";
}

function nodeProblems(node: NodeStatus): readonly string[] {
  const line = (word: string) => (problem: NodeStatus["refused"][number]) =>
    printable(
      `node ${node.name}: ${word} ${formatFrontend(problem.frontend)} of policy ${problem.policy}: ${problem.message}`,
    );
  return [...node.refused.map(line("refuses")), ...node.warnings.map(line("warns of"))];
}
