import { formatFrontend } from "@localredirect/types/tables";
import type { Content } from "../content.ts";
import type { BackendRecord } from "../encode/endpoint.ts";
import { layoutConstants } from "../generated/layout.ts";
import type { Run } from "./free-runs.ts";
import type { ResolvedEndpoints } from "./interned-endpoints.ts";
import type { Operation } from "./operation.ts";
import type { PlacedRedirect, Placement } from "./placed-redirect.ts";
import type { RealizedTable } from "./realized-table.ts";
import type { Shortage } from "./shortage.ts";

/** How to bring a redirect into the kernel. */
export interface UpsertPlan {
  /** What will be placed; the previous redirect of the frontend, if any, is retired by it. */
  readonly redirect: PlacedRedirect;
  readonly previous: PlacedRedirect | undefined;
  /** In this order: nothing can be found before the last of them. */
  readonly operations: readonly Operation[];
}

/** Either there is room, or what there is no room for. */
export type UpsertPlanning =
  | { readonly ok: true; readonly plan: UpsertPlan }
  | { readonly ok: false; readonly shortage: Shortage };

/** Chooses free places for a redirect and says what is to be written where. */
export function planUpsert(table: RealizedTable, content: Content): UpsertPlanning {
  const previous = table.redirects.get(formatFrontend(content.frontend));
  if (previous === undefined && table.redirects.size >= table.capacities.frontends) {
    return { ok: false, shortage: "redirects" };
  }
  const places = choosePlaces(table, content, previous);
  if (typeof places === "string") return { ok: false, shortage: places };
  const { placement, endpoints } = places;
  const redirect: PlacedRedirect = {
    id: content.id,
    frontend: content.frontend,
    policy: content.policy,
    version: content.version,
    backends: content.backends.length,
    redirectSelf: content.redirectSelf,
    cgroups: content.cgroups.map(({ id }) => id),
    membersMissing: content.membersMissing,
    placement,
  };
  const goesOnCounting = previous?.placement.counters === placement.counters;
  const operations: readonly Operation[] = [
    ...endpoints.fresh.map((endpoint): Operation => ({ kind: "intern-endpoint", endpoint })),
    ...(goesOnCounting
      ? []
      : [{ kind: "zero-counters", place: placement.counters } satisfies Operation]),
    ...writeContent(content, placement),
    writeResume(redirect),
    { kind: "publish", frontend: content.frontend, slot: placement.slot },
  ];
  return { ok: true, plan: { redirect, previous, operations } };
}

/** What a restarted agent is to know of a redirect. */
export function writeResume(redirect: PlacedRedirect): Operation {
  const { frontend, version, policy, membersMissing, placement } = redirect;
  return {
    kind: "write-resume",
    frontend,
    resume: { version, policy, slot: placement.slot, membersMissing },
  };
}

interface Places {
  readonly placement: Placement;
  readonly endpoints: ResolvedEndpoints;
}

function choosePlaces(
  table: RealizedTable,
  content: Content,
  previous: PlacedRedirect | undefined,
): Places | Shortage {
  const slot = table.slots.peek(1)?.[0];
  const counters = chooseCounters(table, content, previous);
  if (slot === undefined || counters === undefined) return "redirects";
  const endpoints = table.endpoints.resolve([content.frontend, ...content.backends]);
  if (endpoints === undefined) return "endpoints";
  const [frontendEndpoint = 0, ...backendEndpoints] = endpoints.places;
  const backendList = chooseRun(table, content.backends.length);
  if (backendList === "none") return "backend-lists";
  const moreMembers = content.cgroups.slice(layoutConstants.INLINE_MEMBERS).map(({ id }) => id);
  if (table.memberEntries + moreMembers.length > table.capacities.members) return "members";
  return {
    placement: {
      slot,
      counters,
      frontendEndpoint,
      backendEndpoints,
      servers: content.backends.map(({ server }) => server),
      backendList,
      moreMembers,
    },
    endpoints,
  };
}

/** A frontend counts on in its place while it is the same policy's. */
function chooseCounters(
  table: RealizedTable,
  { policy }: Content,
  previous: PlacedRedirect | undefined,
): number | undefined {
  if (previous?.policy.id === policy.id) return previous.placement.counters;
  return table.counters.peek(1)?.[0];
}

function chooseRun(table: RealizedTable, backends: number): Run | "none" | undefined {
  if (backends <= layoutConstants.INLINE_BACKENDS) return undefined;
  return table.runs.peek(backends) ?? "none";
}

function writeContent(content: Content, placement: Placement): readonly Operation[] {
  const { slot, backendList, moreMembers } = placement;
  const backends = content.backends.flatMap((backend, index): readonly BackendRecord[] => {
    const endpoint = placement.backendEndpoints[index];
    return endpoint === undefined ? [] : [{ ...backend, endpoint }];
  });
  return [
    ...moreMembers.map((cgroup): Operation => ({
      kind: "write-member",
      member: { memberSet: slot, cgroup },
    })),
    ...(backendList === undefined ? [] : backends).map((backend, index): Operation => ({
      kind: "write-backend",
      place: (backendList?.start ?? 0) + index,
      backend,
    })),
    {
      kind: "write-redirect",
      slot,
      redirect: {
        frontend: content.frontend,
        redirectSelf: content.redirectSelf,
        frontendEndpoint: placement.frontendEndpoint,
        counters: placement.counters,
        policyId: content.policy.id,
        memberSet: slot,
        moreMembers: moreMembers.length > 0,
        backendCount: content.backends.length,
        backendList: backendList?.start ?? 0,
        memberLevels: levelsOf(content),
        members: content.cgroups.slice(0, layoutConstants.INLINE_MEMBERS).map(({ id }) => id),
        backends: backendList === undefined ? backends : [],
      },
    },
  ];
}

/** The deepest first: the program walks up from the task's cgroup, and never down again. */
function levelsOf({ cgroups }: Content): readonly number[] {
  return [...new Set(cgroups.map(({ level }) => level))].sort((a, b) => b - a);
}
