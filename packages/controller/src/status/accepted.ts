import { parseServiceId } from "@localredirect/types";

import type { PolicyObject } from "../sources/objects.ts";
import type { SourceProblem } from "../sources/source-problem.ts";
import { listSome } from "./list-some.ts";
import { isDisabled } from "./policy-facts.ts";
import type { PolicyFacts } from "./policy-facts.ts";
import type { Verdict } from "./verdict.ts";

/** Problems, frontends and names of one kind that a message writes out. */
const most = 3;

/** The condition Accepted: whether the policy is valid and owns its frontends. */
export function accepted(facts: PolicyFacts): Verdict {
  const { object } = facts;
  if (object.problems.length > 0) {
    return { status: "False", reason: "Invalid", message: invalidMessage(facts) };
  }
  if (object.waiting !== undefined) {
    return { status: "Unknown", reason: "Pending", message: waitingMessage(object) };
  }
  const parsed = parseServiceId(object.policy?.metadata.annotations ?? {});
  if (!parsed.ok) return { status: "False", reason: "InvalidServiceId", message: parsed.reason };
  if (isDisabled(facts)) {
    const message = "The policy is valid and disabled: it owns and redirects nothing";
    return { status: "True", reason: "Disabled", message };
  }
  if (facts.nodes.distinct().every(({ losses }) => losses.length === 0)) {
    const message = "The policy is valid and owns all of its frontends";
    return { status: "True", reason: "Accepted", message };
  }
  return conflict(facts);
}

function waitingMessage({ waiting = "", policy }: PolicyObject): string {
  if (policy === undefined) return `${waiting}; nothing is redirected until then`;
  return `${waiting}; generation ${policy.metadata.generation} stays in force until then`;
}

function invalidMessage({ object }: PolicyFacts): string {
  const problems = listSome(object.problems.map(formatProblem), most, "; ");
  if (object.policy === undefined) return `${problems}. There is no valid state to go on with`;
  const { generation } = object.policy.metadata;
  return `${problems}. The last valid state, generation ${generation}, stays in force`;
}

function formatProblem({ origin, path, reason }: SourceProblem): string {
  return [origin, path, reason].filter((part) => part !== undefined).join(": ");
}

function conflict({ nodes, serviceId }: PolicyFacts): Verdict {
  const isNothingOwned = nodes.distinct().every(({ owned }) => owned === 0);
  const status = isNothingOwned ? "False" : "True";
  const lostId = nodes.distinct().some(({ losses }) => losses.some(({ key }) => key === undefined));
  const lines = [...lossesByWinner(nodes, serviceId)].map(
    ([loss, where]) => `${loss} on ${listSome(where, most)}`,
  );
  const reason = isNothingOwned && lostId ? "ServiceIdConflict" : "FrontendConflict";
  const advice = lostId ? "Give this policy another id" : "Change or delete one of the two";
  return { status, reason, message: `${listSome(lines, most, "; ")}. ${advice}` };
}

/** The nodes for each thing that is lost to a winner. */
function lossesByWinner(
  nodes: PolicyFacts["nodes"],
  serviceId: number | undefined,
): ReadonlyMap<string, readonly string[]> {
  const losses = new Map<string, string[]>();
  for (const [node, { losses: lost }] of nodes.where((fact) => fact.losses.length > 0)) {
    for (const { key, winner } of lost) {
      const thing = key ?? `The service id ${serviceId ?? ""}`;
      const loss = `${thing} belongs to the older policy ${winner}`;
      const where = losses.get(loss);
      if (where === undefined) losses.set(loss, [node]);
      else where.push(node);
    }
  }
  return losses;
}
