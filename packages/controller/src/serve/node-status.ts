import type { FrontendKey, NodeState, NodeStatus, RedirectProblem } from "@localredirect/types";

import type { CompiledTable, NodeProgress } from "../node-tables.ts";

/** A node that is behind for longer than this is stale, in milliseconds. */
const staleAfter = 30_000;

/** What people see of a node: what it should hold beside what it holds. */
export function nodeStatus(
  name: string,
  table: CompiledTable,
  progress: NodeProgress | undefined,
  now: number,
): NodeStatus {
  const refused = problems(table, refusalsInForce(table, progress));
  return {
    name,
    state: nodeState(table, progress, now),
    redirectsWanted: table.redirects.size,
    redirectsApplied: progress?.applied.size ?? 0,
    digestWanted: table.digest,
    digestApplied: progress?.digest,
    agentVersion: progress?.agentVersion ?? "",
    connectedAt: progress?.connectedAt,
    syncedAt: progress?.syncedAt,
    refused,
    warnings: problems(table, progress?.warnings ?? new Map()),
  };
}

/** How far a node is. */
export function nodeState(
  table: CompiledTable,
  progress: NodeProgress | undefined,
  now: number,
): NodeState {
  if (progress?.connectedAt === undefined) {
    return "offline";
  }
  if (progress.digest === table.digest) {
    return "synced";
  }
  const behindSince = Math.max(progress.syncedAt ?? 0, progress.connectedAt);
  const isStale = now - behindSince > staleAfter || refusalsInForce(table, progress).size > 0;
  return isStale ? "stale" : "pending";
}

/** A refusal of a version that is no longer wanted is history. */
function refusalsInForce(
  table: CompiledTable,
  progress: NodeProgress | undefined,
): ReadonlyMap<FrontendKey, string> {
  const inForce = new Map<FrontendKey, string>();
  for (const [key, { version, message }] of progress?.refused ?? []) {
    if (table.redirects.get(key)?.version === version) {
      inForce.set(key, message);
    }
  }
  return inForce;
}

function problems(
  table: CompiledTable,
  messages: ReadonlyMap<FrontendKey, string>,
): readonly RedirectProblem[] {
  return [...messages].flatMap(([key, message]) => {
    const redirect = table.redirects.get(key)?.redirect;
    return redirect === undefined
      ? []
      : [{ frontend: redirect.frontend, policy: redirect.policy.name, message }];
  });
}
