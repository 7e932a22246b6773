import {
  formatFrontend,
  type FrontendKey,
  type PolicyReference,
  redirectId,
} from "@localredirect/types/tables";
import { destinationKey } from "../destination.ts";
import type { RedirectRecord } from "../encode/redirect.ts";
import type { ResumeRecord } from "../encode/resume.ts";
import { layoutConstants } from "../generated/layout.ts";
import { unknownVersion } from "../unknown-version.ts";
import type { Capacities } from "./capacities.ts";
import type { Operation } from "./operation.ts";
import { endpointsOf, type PlacedRedirect, type Placement } from "./placed-redirect.ts";
import { RealizedTable } from "./realized-table.ts";
import type { FoundRedirect, Snapshot } from "./snapshot.ts";

/** What an agent makes of the maps that another one left. */
export interface Adoption {
  readonly table: RealizedTable;
  /** Removes what an agent that ended in the middle of its work left where nobody finds it. */
  readonly repairs: readonly Operation[];
}

/** A redirect that was found whole, and the record of its slot. */
interface Sound {
  readonly redirect: PlacedRedirect;
  readonly record: RedirectRecord;
}

/** Rebuilds the agent's own knowledge from what the kernel holds. */
export function adopt(snapshot: Snapshot, capacities: Capacities): Adoption {
  const numbered = new Map(
    snapshot.endpoints.map(({ place, destination }) => [place, destinationKey(destination)]),
  );
  const resumes = new Map(
    snapshot.resumes.map(({ frontend, resume }) => [formatFrontend(frontend), resume]),
  );
  const moreMembers = Map.groupBy(snapshot.members, ({ memberSet }) => memberSet);
  const sound = snapshot.found.flatMap((found): readonly Sound[] => {
    const { frontend, redirect: record, slot } = found;
    // The programs take no notice of a slot that holds another frontend's redirect.
    const key = formatFrontend(frontend);
    if (record === undefined || formatFrontend(record.frontend) !== key) return [];
    const members = record.moreMembers ? (moreMembers.get(slot) ?? []) : [];
    const placement = placementOf(
      found,
      record,
      members.map(({ cgroup }) => cgroup),
    );
    const trusted = isNumberedRightly(found, placement, numbered) ? resumes.get(key) : undefined;
    return [{ record, redirect: placed(record, placement, trusted) }];
  });
  const redirects = sound.map(({ redirect }) => redirect);
  return {
    table: new RealizedTable(capacities, snapshot.endpoints, redirects),
    repairs: repairsOf(snapshot, sound),
  };
}

function placementOf(
  { slot, backends }: FoundRedirect,
  record: RedirectRecord,
  moreMembers: readonly bigint[],
): Placement {
  const listed = record.backendCount > layoutConstants.INLINE_BACKENDS;
  return {
    slot,
    counters: record.counters,
    frontendEndpoint: record.frontendEndpoint,
    backendEndpoints: backends.map(({ endpoint }) => endpoint),
    servers: backends.map(({ server }) => server),
    backendList: listed ? { start: record.backendList, length: backends.length } : undefined,
    moreMembers,
  };
}

/** Whether the numbers in a redirect mean the addresses beside them. */
function isNumberedRightly(
  { frontend, backends }: FoundRedirect,
  placement: Placement,
  numbered: ReadonlyMap<number, string>,
): boolean {
  const keys = [frontend, ...backends].map(destinationKey);
  return endpointsOf(placement).every((place, index) => numbered.get(place) === keys[index]);
}

function placed(
  record: RedirectRecord,
  placement: Placement,
  resume: ResumeRecord | undefined,
): PlacedRedirect {
  const { frontend, policyId, redirectSelf } = record;
  // A crash between writing `resume` and publishing leaves the word of what was not published.
  const isOfThisContent = resume?.slot === placement.slot && resume.policy.id === policyId;
  const isComplete = isOfThisContent && !resume.membersMissing;
  return {
    id: redirectId(frontend),
    frontend,
    policy: policyOf(policyId, resume),
    version: isComplete ? resume.version : unknownVersion,
    backends: placement.backendEndpoints.length,
    redirectSelf,
    cgroups: [...record.members, ...placement.moreMembers],
    membersMissing: !isComplete,
    placement,
  };
}

function policyOf(id: number, resume: ResumeRecord | undefined): PolicyReference {
  return resume?.policy.id === id ? resume.policy : { id, name: "", uid: "" };
}

function repairsOf(snapshot: Snapshot, sound: readonly Sound[]): readonly Operation[] {
  const keys = new Set<FrontendKey>(sound.map(({ redirect }) => formatFrontend(redirect.frontend)));
  const sets = new Set(
    sound.flatMap(({ record, redirect }) => (record.moreMembers ? [redirect.placement.slot] : [])),
  );
  return [
    ...snapshot.found
      .filter(({ frontend }) => !keys.has(formatFrontend(frontend)))
      .map(({ frontend }): Operation => ({ kind: "withdraw", frontend })),
    ...snapshot.resumes
      .filter(({ frontend }) => !keys.has(formatFrontend(frontend)))
      .map(({ frontend }): Operation => ({ kind: "forget-resume", frontend })),
    ...snapshot.members
      .filter(({ memberSet }) => !sets.has(memberSet))
      .map((member): Operation => ({ kind: "delete-member", member })),
  ];
}
