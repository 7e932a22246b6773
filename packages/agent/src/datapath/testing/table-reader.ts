import type { Frontend } from "@localredirect/types/tables";
import { type Destination, destinationKey } from "../destination.ts";
import { type BackendRecord, decodeBackend, decodeEndpoint } from "../encode/endpoint.ts";
import { encodeFrontendKey } from "../encode/frontend-key.ts";
import { decodeMemberKey } from "../encode/member-key.ts";
import { decodeNumber, encodeNumber } from "../encode/number.ts";
import { decodeRedirect, type RedirectRecord } from "../encode/redirect.ts";
import { filterBit } from "../filter-bit.ts";
import { layoutConstants } from "../generated/layout.ts";
import type { TableMaps } from "../table-maps.ts";

/** What a program makes of a slot. */
export interface ReadContent {
  readonly policyId: number;
  readonly redirectSelf: boolean;
  /** As text, in order. */
  readonly backends: readonly string[];
  /** Numbers of the backends' servers, in that order. */
  readonly servers: readonly number[];
  /** In order. */
  readonly members: readonly bigint[];
  readonly memberLevels: readonly number[];
}

/** The slot that a program finds for a frontend. */
export function findSlot(maps: TableMaps, frontend: Frontend): number | undefined {
  const value = maps.frontends.get(encodeFrontendKey(frontend));
  return value === undefined ? undefined : decodeNumber(value);
}

/**
 * Reads a slot as a program does.
 * @throws Error when something that the content needs is not as it should be.
 */
export function readSlot(maps: TableMaps, frontend: Frontend, slot: number): ReadContent {
  const record = recordAt(maps, slot);
  if (destinationKey(record.frontend) !== destinationKey(frontend)) {
    throw new Error(`Slot ${slot} is another frontend's`);
  }
  const backends = backendsOf(maps, record);
  expectPlace(maps, record.frontendEndpoint, frontend);
  for (const backend of backends) expectPlace(maps, backend.endpoint, backend);
  return {
    policyId: record.policyId,
    redirectSelf: record.redirectSelf,
    backends: backends.map(destinationKey),
    servers: backends.map(({ server }) => server),
    members: membersOf(maps, record),
    memberLevels: record.memberLevels,
  };
}

/** The places of a redirect's frontend and of one of its backends, as an original would have them. */
export function originalAt(
  maps: TableMaps,
  slot: number,
  index: number,
): { readonly frontend: number; readonly backend: number } | undefined {
  const record = recordAt(maps, slot);
  const backend = backendsOf(maps, record)[index];
  return backend && { frontend: record.frontendEndpoint, backend: backend.endpoint };
}

/** What a place in `endpoints` means. */
export function placeMeans(maps: TableMaps, place: number): string | undefined {
  const destination = decodeEndpoint(maps.endpoints.get(encodeNumber(place)) ?? new Uint8Array(24));
  return destination && destinationKey(destination);
}

/** Whether the programs' first test lets an address pass. */
export function filterPasses(maps: TableMaps, destination: Destination): boolean {
  const bit = filterBit(destination);
  return (((maps.filter[Math.floor(bit / 32)] ?? 0) >>> (bit % 32)) & 1) === 1;
}

function recordAt(maps: TableMaps, slot: number): RedirectRecord {
  const record = decodeRedirect(maps.redirects.get(encodeNumber(slot)) ?? new Uint8Array());
  if (record === undefined) throw new Error(`Slot ${slot} holds nothing`);
  return record;
}

function backendsOf(maps: TableMaps, record: RedirectRecord): readonly BackendRecord[] {
  if (record.backendCount <= layoutConstants.INLINE_BACKENDS) return record.backends;
  return Array.from({ length: record.backendCount }, (_, index) => {
    const place = encodeNumber(record.backendList + index);
    return decodeBackend(maps.backendLists.get(place) ?? new Uint8Array(24));
  });
}

function membersOf(maps: TableMaps, record: RedirectRecord): readonly bigint[] {
  const more = record.moreMembers
    ? [...maps.members.entries()]
        .map(([key]) => decodeMemberKey(key))
        .filter(({ memberSet }) => memberSet === record.memberSet)
        .map(({ cgroup }) => cgroup)
    : [];
  return [...record.members, ...more].sort((a, b) => Number(a - b));
}

function expectPlace(maps: TableMaps, place: number, destination: Destination): void {
  const wanted = destinationKey(destination);
  const means = placeMeans(maps, place);
  if (means !== wanted) throw new Error(`Place ${place} means ${String(means)}, not ${wanted}`);
  if (!filterPasses(maps, destination)) throw new Error(`The filter does not pass ${wanted}`);
}
