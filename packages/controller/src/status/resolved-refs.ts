import type { ConditionReason } from "@localredirect/types";

import type { OfferedPort, UnpairedPort } from "../compile/pair-ports.ts";
import type { ResolutionIssue } from "../compile/resolve.ts";
import { listSome } from "./list-some.ts";
import { isDisabled } from "./policy-facts.ts";
import type { PolicyFacts } from "./policy-facts.ts";
import type { Verdict } from "./verdict.ts";

/** Issues that a message writes out. */
const most = 8;

/** Which reason is given where there are several, the gravest first. */
const gravity: readonly ConditionReason[] = [
  "ServiceNotFound",
  "ServiceNotSupported",
  "PortNotFound",
  "ProtocolMismatch",
  "PortsUnpaired",
];

/** The condition ResolvedRefs: whether all that the policy refers to exists. */
export function resolvedRefs(facts: PolicyFacts, accepted: Verdict): Verdict {
  if (isDisabled(facts)) {
    return {
      status: "Unknown",
      reason: "Disabled",
      message: "A disabled policy refers to nothing",
    };
  }
  const { compiled, object } = facts;
  if (object.waiting !== undefined) {
    return { status: "Unknown", reason: "Pending", message: object.waiting };
  }
  if (accepted.status === "False" || compiled === undefined) {
    const message = "Not looked up, as the policy is not accepted";
    return { status: "Unknown", reason: "NotAccepted", message };
  }
  const { issues } = compiled;
  if (issues.length === 0) {
    const message = "All that the policy refers to exists";
    return { status: "True", reason: "ResolvedRefs", message };
  }
  const reasons = new Set(issues.map(reasonOf));
  const reason = gravity.find((candidate) => reasons.has(candidate)) ?? "PortsUnpaired";
  return { status: "False", reason, message: listSome(issues.map(describeIssue), most, "; ") };
}

function reasonOf(issue: ResolutionIssue): ConditionReason {
  switch (issue.kind) {
    case "service-not-found":
      return "ServiceNotFound";
    case "service-not-supported":
      return "ServiceNotSupported";
    case "port-not-found":
      return "PortNotFound";
    case "unpaired":
      return issue.unpaired.why === "protocol" ? "ProtocolMismatch" : "PortsUnpaired";
  }
}

function describeIssue(issue: ResolutionIssue): string {
  switch (issue.kind) {
    case "service-not-found":
      return `There is no Service ${issue.service}; create it or mend spec.frontend.serviceMatcher`;
    case "service-not-supported":
      return `The Service ${issue.service} ${issue.why}`;
    case "port-not-found":
      return `The Service ${issue.service} has no port ${formatPort(issue.port)}, which is not redirected`;
    case "unpaired":
      return describeUnpaired(issue.service, issue.unpaired);
  }
}

function describeUnpaired(service: string, { side, port, why }: UnpairedPort): string {
  if (side === "backend") {
    return `The backend port ${formatPort(port)} pairs with no port of the Service ${service}, and is not used`;
  }
  const cause =
    why === "protocol"
      ? "has another protocol than the backend port that it pairs with"
      : "pairs with no backend port";
  return `The port ${formatPort(port)} of the Service ${service} ${cause}, and is not redirected`;
}

function formatPort({ port, protocol, name }: OfferedPort): string {
  const text = `${port}/${protocol}`;
  return name === undefined ? text : `${text} (${name})`;
}
