import { compareFrontends, formatFrontend } from "@localredirect/types";
import type { Backend, Member, PolicyStatus, Redirect } from "@localredirect/types";

import type { CompiledTable } from "../../node-tables.ts";
import { formatSourceProblem } from "../../sources/source-problem.ts";
import type { SmallWorld } from "./small-world.ts";

/** All that comes out of a world, in the form in which the goldens have it. */
export function describeWorld(world: SmallWorld): unknown {
  const nodes = [...world.cluster.nodes].sort();
  return {
    nodes: Object.fromEntries(nodes.map((node) => [node, describeTable(world.table(node))])),
    policies: Object.fromEntries(
      world.statuses().map((status) => [status.name, describeStatus(status)]),
    ),
    problems: world.problems.map(formatSourceProblem),
  };
}

/** A table by frontend. */
export function describeTable(table: CompiledTable): Readonly<Record<string, unknown>> {
  return describeRedirects([...table.redirects.values()].map(({ redirect }) => redirect));
}

/** Redirects by frontend. */
export function describeRedirects(
  redirects: readonly Redirect[],
): Readonly<Record<string, unknown>> {
  const sorted = redirects.toSorted((a, b) => compareFrontends(a.frontend, b.frontend));
  return Object.fromEntries(
    sorted.map((redirect) => [formatFrontend(redirect.frontend), describeRedirect(redirect)]),
  );
}

function describeRedirect({ policy, options, backends, members }: Redirect): unknown {
  return {
    policy: `${policy.name} ${policy.id}`,
    ...(options.redirectSelf ? { redirectSelf: true } : {}),
    ...(options.qosLimit === undefined ? {} : { qosLimit: options.qosLimit }),
    backends: backends.map(describeBackend),
    members: members.map(describeMember),
  };
}

function describeBackend({ address, port, pod, hostNetwork }: Backend): string {
  const host = address.includes(":") ? `[${address}]` : address;
  return `${host}:${port} ${pod.namespace}/${pod.name}${hostNetwork ? " hostNetwork" : ""}`;
}

function describeMember({ pod, hostNetwork, cgroupTokens }: Member): string {
  const tokens = cgroupTokens.length > 1 ? ` ${cgroupTokens.join(" ")}` : "";
  return `${pod.namespace}/${pod.name}${hostNetwork ? " hostNetwork" : ""}${tokens}`;
}

/** What a golden has of a policy's status. */
export function describeStatus(status: PolicyStatus): unknown {
  const conditions = status.conditions.map(({ type, status: value, reason, message }) => {
    return [type, `${value} ${reason}: ${message}`];
  });
  return {
    frontend: status.frontend,
    serviceId: status.serviceId ?? null,
    nodes: `${status.nodesProgrammed} of ${status.nodesWanted}`,
    backends: status.backends,
    ...Object.fromEntries(conditions),
  };
}
