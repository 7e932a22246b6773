import { listSome } from "./list-some.ts";
import type { NodeVerdict } from "./node-verdict.ts";
import { isDisabled } from "./policy-facts.ts";
import type { PolicyFacts } from "./policy-facts.ts";
import type { Verdict } from "./verdict.ts";

/** Nodes that a message names. */
const most = 3;

/** The condition Programmed: whether the kernels of all wanted nodes hold the policy. */
export function programmed(facts: PolicyFacts, accepted: Verdict): Verdict {
  const { nodes, compiled, listed, object } = facts;
  if (isDisabled(facts)) {
    return { status: "False", reason: "Disabled", message: "A disabled policy is not programmed" };
  }
  if (object.waiting !== undefined) {
    return { status: "Unknown", reason: "Pending", message: object.waiting };
  }
  if (accepted.status === "False" || compiled === undefined) {
    const message = "This generation is not programmed, as it is not accepted";
    return { status: "False", reason: "NotAccepted", message };
  }
  if (compiled.frontends.length === 0) {
    const message = "There is no frontend to program; ResolvedRefs says why";
    return { status: "False", reason: "Unresolved", message };
  }
  if (!listed) {
    const message = "The sources are still being read";
    return { status: "Unknown", reason: "Pending", message };
  }
  return judgeNodes(nodes);
}

function judgeNodes(nodes: PolicyFacts["nodes"]): Verdict {
  if (nodes.size === 0) {
    const message =
      "No node is wanted: none is Ready or connected and matches spec.config.nodeLabelSelector";
    return { status: "False", reason: "NoMatchingNodes", message };
  }
  const missing = nodes.where(({ verdict }) => verdict.kind !== "programmed");
  if (missing.length === 0) {
    const message = `${count(nodes.size)} hold${nodes.size === 1 ? "s" : ""} the policy`;
    return { status: "True", reason: "Programmed", message };
  }
  // Refusals first: they do not mend themselves.
  const ordered = [
    ...missing.filter(([, { verdict }]) => verdict.kind === "refused"),
    ...missing.filter(([, { verdict }]) => verdict.kind !== "refused"),
  ];
  const names = ordered.map(([node, { verdict }]) => `${node} (${whyNot(verdict)})`);
  return {
    status: "False",
    reason: ordered[0]?.[1].verdict.kind === "refused" ? "Refused" : "NodesNotProgrammed",
    message: `Missing on ${missing.length} of ${nodes.size} wanted nodes: ${listSome(names, most)}`,
  };
}

function count(nodes: number): string {
  return nodes === 1 ? "1 wanted node" : `${nodes} wanted nodes`;
}

function whyNot(verdict: NodeVerdict): string {
  switch (verdict.kind) {
    case "programmed":
      return "it does";
    case "refused":
      return `its agent refused ${verdict.frontend}: ${verdict.message}`;
    case "pending":
      return "the change is on its way";
    case "lagging":
      return "its agent has not followed for more than 30 s";
    case "offline":
      return "its agent is not connected";
  }
}
