import type { NodeReport } from "@localredirect/types";

import type { ReplicaProgress } from "../node-tables.ts";
import { emptyKernel } from "./kernel-knowledge.ts";
import type { Kernel } from "./kernel-knowledge.ts";
import type { RedirectInterner } from "./intern-redirects.ts";

/** What reports are read with. */
export interface ReportReader {
  readonly intern: RedirectInterner;
  /** In milliseconds since 1970; what lies behind it is taken for now. */
  readonly now: number;
}

/**
 * What a replica knows of a node, after reports of it of which the last has no `more`. Undefined: the
 * node is forgotten.
 *
 * @param before - what it said before on the same stream; undefined: nothing
 */
export function applyReports(
  before: ReplicaProgress | undefined,
  reports: readonly NodeReport[],
  { intern, now }: ReportReader,
): ReplicaProgress | undefined {
  const last = reports.at(-1);
  if (last === undefined || (!last.connected && last.toldAt === undefined)) return undefined;
  const since = Math.min(last.since, now);
  const { digest } = last;
  const { applied, refused, warnings } = kernelAfter(before ?? emptyKernel, reports, intern);
  return {
    connected: last.connected,
    connectedAt: last.connected ? since : undefined,
    since,
    toldAt: last.toldAt === undefined ? undefined : Math.min(last.toldAt, now),
    syncedAt: last.syncedAt === undefined ? undefined : Math.min(last.syncedAt, now),
    agentVersion: last.agentVersion,
    ...{ digest, refused, warnings },
    applied: intern.redirects(last.node, { applied, digest }),
  };
}

function kernelAfter(
  before: Kernel,
  reports: readonly NodeReport[],
  intern: RedirectInterner,
): Kernel {
  const isSilent = reports.every(
    ({ reset, applied, removed, refused, warnings }) =>
      !reset && [applied, removed, refused, warnings].every(({ length }) => length === 0),
  );
  if (isSilent) {
    const { applied, refused, warnings } = before;
    return { applied, refused, warnings };
  }
  const applied = new Map(before.applied);
  const refused = new Map(before.refused);
  const warnings = new Map(before.warnings);
  const takeBack = (key: string): void => {
    applied.delete(key);
    refused.delete(key);
    warnings.delete(key);
  };
  for (const report of reports) {
    if (report.reset)
      [applied, refused, warnings].forEach((map) => {
        map.clear();
      });
    report.removed.forEach(takeBack);
    for (const redirect of report.applied) {
      takeBack(redirect.frontend);
      applied.set(intern.key(redirect.frontend), intern.redirect(report.node, redirect));
    }
    for (const { frontend, version, message } of report.refused) {
      refused.set(intern.key(frontend), { version, message });
    }
    for (const { frontend, message } of report.warnings)
      warnings.set(intern.key(frontend), message);
  }
  return {
    applied,
    refused: refused.size === 0 ? emptyKernel.refused : refused,
    warnings: warnings.size === 0 ? emptyKernel.warnings : warnings,
  };
}
