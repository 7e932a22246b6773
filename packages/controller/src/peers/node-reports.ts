import type { FrontendKey, NodeReport, ReportedRedirect } from "@localredirect/types";

import type { AppliedRedirect, ReplicaProgress } from "../node-tables.ts";
import { emptyKernel } from "./kernel-knowledge.ts";
import type { Kernel } from "./kernel-knowledge.ts";

/** What of a node has changed, or all of it. */
type Changes = Pick<NodeReport, "applied" | "removed" | "refused" | "warnings">;

/**
 * How much one report says at most. peers.proto allows as many redirects and removals; messages for
 * people may be of 4 KiB, so that few of them make a report of some size.
 */
const mostInReport = { applied: 2000, removed: 10_000, refused: 50, warnings: 50 } as const;

const noChanges: Changes = { applied: [], removed: [], refused: [], warnings: [] };

/**
 * What to tell a replica of a node that it was told of before, in as many reports as it takes.
 *
 * @param before - what it was told; undefined: nothing
 * @param now - what is known; undefined: the node is forgotten
 */
export function nodeReports(
  node: string,
  before: ReplicaProgress | undefined,
  now: ReplicaProgress | undefined,
): readonly NodeReport[] {
  if (now === undefined) return [{ ...forgotten, node, since: before?.since ?? 0 }];
  const parts = split(changes(before, now));
  const { connected, since, toldAt, syncedAt, agentVersion, digest } = now;
  return parts.map((part, index) => ({
    ...{ node, connected, since, toldAt, syncedAt, agentVersion, digest },
    reset: before === undefined && index === 0,
    ...part,
    more: index < parts.length - 1,
  }));
}

const forgotten: NodeReport = {
  node: "",
  connected: false,
  since: 0,
  toldAt: undefined,
  syncedAt: undefined,
  agentVersion: undefined,
  digest: undefined,
  reset: true,
  ...noChanges,
  more: false,
};

function changes(before: ReplicaProgress | undefined, now: ReplicaProgress): Changes {
  if (before === undefined) return differences(emptyKernel, now);
  // The board replaces a map when something in it changes, and only then.
  const isSame =
    before.applied === now.applied &&
    before.refused === now.refused &&
    before.warnings === now.warnings;
  return isSame ? noChanges : differences(before, now);
}

function differences(before: Kernel, now: Kernel): Changes {
  const takenBack = problemsTakenBack(before, now);
  const applied: ReportedRedirect[] = [];
  for (const [frontend, { version, policyUid, generation }] of now.applied) {
    const is = { version, policyUid, generation };
    const isKnown = isEqual(before.applied.get(frontend), is) && !takenBack.has(frontend);
    if (!isKnown) applied.push({ frontend, ...is });
  }
  const gone = [...before.applied.keys(), ...takenBack];
  const removed = [...new Set(gone.filter((frontend) => !now.applied.has(frontend)))];
  const cleared = new Set([...removed, ...applied.map(({ frontend }) => frontend)]);
  return { applied, removed, ...problems(before, now, cleared) };
}

/** Frontends of which something was refused or warned that holds no more. */
function problemsTakenBack(before: Kernel, now: Kernel): ReadonlySet<FrontendKey> {
  return new Set([
    ...[...before.refused.keys()].filter((frontend) => !now.refused.has(frontend)),
    ...[...before.warnings.keys()].filter((frontend) => !now.warnings.has(frontend)),
  ]);
}

function problems(
  before: Kernel,
  now: Kernel,
  cleared: ReadonlySet<FrontendKey>,
): Pick<Changes, "refused" | "warnings"> {
  const refused = [...now.refused].filter(([frontend, { version, message }]) => {
    const known = before.refused.get(frontend);
    return cleared.has(frontend) || known?.version !== version || known.message !== message;
  });
  const warnings = [...now.warnings].filter(
    ([frontend, message]) => cleared.has(frontend) || before.warnings.get(frontend) !== message,
  );
  return {
    refused: refused.map(([frontend, { version, message }]) => ({ frontend, version, message })),
    warnings: warnings.map(([frontend, message]) => ({ frontend, message })),
  };
}

function isEqual(one: AppliedRedirect | undefined, other: AppliedRedirect): boolean {
  return (
    one?.version === other.version &&
    one.policyUid === other.policyUid &&
    one.generation === other.generation
  );
}

/** In the order in which they count: removed, applied, refused and warned. */
function split(all: Changes): readonly Changes[] {
  const { applied, removed, refused, warnings } = all;
  const fits =
    applied.length <= mostInReport.applied &&
    removed.length <= mostInReport.removed &&
    refused.length <= mostInReport.refused &&
    warnings.length <= mostInReport.warnings;
  if (fits) return [all];
  const part = (some: Partial<Changes>): Changes => ({ ...noChanges, ...some });
  return [
    ...slices(removed, mostInReport.removed).map((some) => part({ removed: some })),
    ...slices(applied, mostInReport.applied).map((some) => part({ applied: some })),
    ...slices(refused, mostInReport.refused).map((some) => part({ refused: some })),
    ...slices(warnings, mostInReport.warnings).map((some) => part({ warnings: some })),
  ];
}

function slices<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}
