import type { ConditionType } from "@localredirect/types";

import { listSome } from "./list-some.ts";
import { isDisabled } from "./policy-facts.ts";
import type { PolicyFacts } from "./policy-facts.ts";
import type { Verdict } from "./verdict.ts";

/** The other conditions, in the order in which they come true. */
export type Verdicts = ReadonlyMap<Exclude<ConditionType, "Ready">, Verdict>;

/** Nodes that a message names. */
const most = 3;

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
  const backends = nodes.reduce((sum, node) => sum + node.backends, 0);
  if (backends === 0) {
    const message =
      "No wanted node has a ready backend, so that all traffic goes to the ordinary Service; see " +
      "spec.backend.endpointSelector, spec.backend.namespaces and the pods' readiness";
    return { status: "False", reason: "NoBackends", message };
  }
  const excess = nodes.filter((node) => node.excess > 0);
  const unused = excess.map((node) => `${node.node} has ${node.excess} ready pods too many`);
  const message =
    unused.length === 0
      ? "The policy works on all wanted nodes that have a ready backend"
      : `The policy works; of each node's pods the first 256 are used: ${listSome(unused, most)}`;
  return { status: "True", reason: "Ready", message };
}
