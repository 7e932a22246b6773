import type { ConditionType } from "@localredirect/types";

import { listSome } from "./list-some.ts";
import { isDisabled } from "./policy-facts.ts";
import type { PolicyFacts } from "./policy-facts.ts";
import type { Verdict } from "./verdict.ts";

/** The other conditions, in the order in which they come true. */
export type Verdicts = ReadonlyMap<Exclude<ConditionType, "Ready">, Verdict>;

/** Nodes that a message names. */
const most = 3;

/**
 * What the message says where an address policy that names no namespaces has backends in several:
 * by it, an event is told once, also when another controller says it next.
 */
export const severalNamespaces = "its backends are in several namespaces";

/** The condition Ready: the summary of the others, and whether there is a backend. */
export function ready(facts: PolicyFacts, others: Verdicts): Verdict {
  if (isDisabled(facts)) {
    return { status: "False", reason: "Disabled", message: "The policy is disabled" };
  }
  const open = [...others].filter(([, { status }]) => status !== "True");
  const failed = open.find(([, { status }]) => status === "False");
  if (failed !== undefined) {
    const [type, { reason }] = failed;
    return { status: "False", reason: "NotReady", message: `${type} is False: ${reason}` };
  }
  const [unknown] = open;
  if (unknown !== undefined) {
    const [type, { reason }] = unknown;
    return { status: "Unknown", reason: "Pending", message: `${type} is Unknown: ${reason}` };
  }
  return judgeBackends(facts);
}

function judgeBackends({ nodes }: PolicyFacts): Verdict {
  const backends = nodes.sum((fact) => fact.backends);
  if (backends === 0) {
    const message =
      "No wanted node has a ready backend, so that all traffic goes to the ordinary Service; see " +
      "spec.backend.endpointSelector, spec.backend.namespaces and the pods' readiness";
    return { status: "False", reason: "NoBackends", message };
  }
  const remarks = [excessRemark(nodes), namespacesRemark(nodes)].filter((text) => text !== "");
  const message =
    remarks.length === 0
      ? "The policy works on all wanted nodes that have a ready backend"
      : `The policy works; ${remarks.join("; ")}`;
  return { status: "True", reason: "Ready", message };
}

function excessRemark(nodes: PolicyFacts["nodes"]): string {
  const unused = nodes
    .where(({ excess }) => excess > 0)
    .map(([node, { excess }]) => `${node} has ${excess} ready pods too many`);
  return unused.length === 0
    ? ""
    : `of each node's pods the first 256 are used: ${listSome(unused, most)}`;
}

function namespacesRemark(nodes: PolicyFacts["nodes"]): string {
  const namespaces = [...new Set(nodes.distinct().flatMap((fact) => fact.namespaces))].sort();
  if (namespaces.length <= 1) return "";
  const names = listSome(namespaces, most);
  return `${severalNamespaces} (${names}): name those that are meant in spec.backend.namespaces`;
}
