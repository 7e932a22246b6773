import { formatFrontend } from "./frontend.ts";
import type { NodeTable, Redirect, TableDelta } from "./redirect.ts";
import { redirectVersion } from "./version.ts";

/** The smallest change that turns one table into another. */
export function diffTables(from: NodeTable, to: NodeTable): TableDelta {
  const upserts = [...to]
    .filter(([key, redirect]) => !hasSameContent(from.get(key), redirect))
    .map(([, redirect]) => redirect);
  const removals = [...from]
    .filter(([key]) => !to.has(key))
    .map(([, redirect]) => redirect.frontend);
  return { upserts, removals };
}

/**
 * The table after a change; the given one stays as it is. A removal of what is not there is no
 * error.
 */
export function applyDelta(table: NodeTable, delta: TableDelta): NodeTable {
  const next = new Map(table);
  for (const redirect of delta.upserts) next.set(formatFrontend(redirect.frontend), redirect);
  for (const frontend of delta.removals) next.delete(formatFrontend(frontend));
  return next;
}

/** Whether a redirect would be sent in vain: what there is has the same canonical content. */
function hasSameContent(present: Redirect | undefined, wanted: Redirect): boolean {
  if (present === undefined) return false;
  return present === wanted || redirectVersion(present) === redirectVersion(wanted);
}
