import type { Frontend } from "@localredirect/types/tables";
import { type BackendRecord, decodeBackend, decodeEndpoint } from "../encode/endpoint.ts";
import { decodeFrontendKey } from "../encode/frontend-key.ts";
import { decodeMemberKey, type MemberRecord } from "../encode/member-key.ts";
import { decodeNumber, encodeNumber } from "../encode/number.ts";
import { decodeRedirect, type RedirectRecord } from "../encode/redirect.ts";
import { decodeResume, type ResumeRecord } from "../encode/resume.ts";
import { endpointLayout, layoutConstants } from "../generated/layout.ts";
import type { EntryMap } from "../entry-map.ts";
import type { TableMaps } from "../table-maps.ts";
import type { InternedEndpoint } from "./interned-endpoints.ts";

/** A frontend that programs find, and what they find for it. */
export interface FoundRedirect {
  readonly frontend: Frontend;
  readonly slot: number;
  /** What the slot holds; undefined: nothing. */
  readonly redirect: RedirectRecord | undefined;
  /** Its backends, wherever they stand. */
  readonly backends: readonly BackendRecord[];
}

/** A struct resume with its key. */
export interface FoundResume {
  readonly frontend: Frontend;
  readonly resume: ResumeRecord;
}

/** What the kernel's maps hold, as read. */
export interface Snapshot {
  readonly found: readonly FoundRedirect[];
  readonly resumes: readonly FoundResume[];
  readonly members: readonly MemberRecord[];
  readonly endpoints: readonly InternedEndpoint[];
}

/** Reads what the maps hold. Only programs may write meanwhile. */
export function readSnapshot(maps: TableMaps): Snapshot {
  return {
    found: entriesOf(maps.frontends, (frontend, value) =>
      findRedirect(maps, frontend, decodeNumber(value)),
    ),
    resumes: entriesOf(maps.resume, (frontend, value) => ({
      frontend,
      resume: decodeResume(value),
    })),
    members: [...maps.members.entries()].map(([key]) => decodeMemberKey(key)),
    endpoints: maps.withEndpointMemory(readEndpoints),
  };
}

function entriesOf<Entry>(
  map: EntryMap,
  read: (frontend: Frontend, value: Uint8Array) => Entry,
): readonly Entry[] {
  return [...map.entries()].flatMap(([key, value]) => {
    const frontend = decodeFrontendKey(key);
    return frontend === undefined ? [] : [read(frontend, value)];
  });
}

/** The array has room for many more than there are, so only those in use become objects. */
function readEndpoints(bytes: Uint8Array): readonly InternedEndpoint[] {
  const interned: InternedEndpoint[] = [];
  for (let start = 0; start < bytes.length; start += endpointLayout.size) {
    if (bytes[start + endpointLayout.inUse] === 0) continue;
    const destination = decodeEndpoint(bytes.subarray(start, start + endpointLayout.size));
    if (destination !== undefined)
      interned.push({ place: start / endpointLayout.size, destination });
  }
  return interned;
}

function findRedirect(maps: TableMaps, frontend: Frontend, slot: number): FoundRedirect {
  const bytes =
    slot < maps.redirects.info.maxEntries ? maps.redirects.get(encodeNumber(slot)) : undefined;
  const redirect = bytes === undefined ? undefined : decodeRedirect(bytes);
  const backends = redirect === undefined ? [] : readBackends(maps.backendLists, redirect);
  return { frontend, slot, redirect, backends };
}

function readBackends(lists: EntryMap, redirect: RedirectRecord): readonly BackendRecord[] {
  const { backendCount, backendList } = redirect;
  if (backendCount <= layoutConstants.INLINE_BACKENDS) return redirect.backends;
  const count = Math.min(backendCount, layoutConstants.MAX_BACKENDS);
  const places = Array.from({ length: count }, (_, index) => backendList + index);
  return places.flatMap((place) => {
    const bytes = place < lists.info.maxEntries ? lists.get(encodeNumber(place)) : undefined;
    return bytes === undefined ? [] : [decodeBackend(bytes)];
  });
}
