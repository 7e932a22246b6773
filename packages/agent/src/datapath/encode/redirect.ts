import type { Frontend } from "@localredirect/types/tables";
import {
  backendLayout,
  frontendKeyLayout,
  layoutConstants,
  redirectFlags,
  redirectLayout,
} from "../generated/layout.ts";
import { littleEndian, viewOf } from "./byte-order.ts";
import { type BackendRecord, decodeBackend, encodeBackend } from "./endpoint.ts";
import { decodeFrontendKey, encodeFrontendKey } from "./frontend-key.ts";

/** A struct redirect: what one slot of `redirects` holds. */
export interface RedirectRecord {
  readonly frontend: Frontend;
  readonly redirectSelf: boolean;
  /** The frontend's own place in `endpoints`. */
  readonly frontendEndpoint: number;
  /** Its place in `counters`. */
  readonly counters: number;
  readonly policyId: number;
  /** Half of the key of `members`. */
  readonly memberSet: number;
  /** More members than `members` has are in the map of that name. */
  readonly moreMembers: boolean;
  /** How many there are; more than INLINE_BACKENDS are all in `backend_lists`. */
  readonly backendCount: number;
  /** Where in `backend_lists` they start. */
  readonly backendList: number;
  /** Distinct, none of them 0, at most MEMBER_LEVELS, the deepest first. */
  readonly memberLevels: readonly number[];
  /** Ids of cgroups, none of them 0, at most INLINE_MEMBERS. */
  readonly members: readonly bigint[];
  /** At most INLINE_BACKENDS; none when they are in `backend_lists`. */
  readonly backends: readonly BackendRecord[];
}

/** A struct redirect's bytes. */
export function encodeRedirect(record: RedirectRecord): Uint8Array {
  const bytes = new Uint8Array(redirectLayout.size);
  const view = viewOf(bytes);
  const flags =
    (record.redirectSelf ? redirectFlags.REDIRECT_SELF : 0) |
    (record.moreMembers ? redirectFlags.MORE_MEMBERS : 0);
  bytes.set(encodeFrontendKey(record.frontend), redirectLayout.key);
  view.setUint32(redirectLayout.flags, flags, littleEndian);
  view.setUint32(redirectLayout.frontendEndpoint, record.frontendEndpoint, littleEndian);
  view.setUint32(redirectLayout.counters, record.counters, littleEndian);
  view.setUint32(redirectLayout.policyId, record.policyId, littleEndian);
  view.setUint32(redirectLayout.memberSet, record.memberSet, littleEndian);
  view.setUint32(redirectLayout.backendCount, record.backendCount, littleEndian);
  view.setUint32(redirectLayout.backendList, record.backendList, littleEndian);
  bytes.set(record.memberLevels, redirectLayout.memberLevels);
  for (const [index, member] of record.members.entries()) {
    view.setBigUint64(redirectLayout.members + 8 * index, member, littleEndian);
  }
  for (const [index, backend] of record.backends.entries()) {
    bytes.set(encodeBackend(backend), redirectLayout.backends + backendLayout.size * index);
  }
  return bytes;
}

/** Reads a struct redirect; undefined: no redirect was ever written there. */
export function decodeRedirect(bytes: Uint8Array): RedirectRecord | undefined {
  const frontend = decodeFrontendKey(bytes.subarray(redirectLayout.key, frontendKeyLayout.size));
  if (frontend === undefined) return undefined;
  const view = viewOf(bytes);
  const flags = view.getUint32(redirectLayout.flags, littleEndian);
  const backendCount = view.getUint32(redirectLayout.backendCount, littleEndian);
  return {
    frontend,
    redirectSelf: (flags & redirectFlags.REDIRECT_SELF) !== 0,
    frontendEndpoint: view.getUint32(redirectLayout.frontendEndpoint, littleEndian),
    counters: view.getUint32(redirectLayout.counters, littleEndian),
    policyId: view.getUint32(redirectLayout.policyId, littleEndian),
    memberSet: view.getUint32(redirectLayout.memberSet, littleEndian),
    moreMembers: (flags & redirectFlags.MORE_MEMBERS) !== 0,
    backendCount,
    backendList: view.getUint32(redirectLayout.backendList, littleEndian),
    memberLevels: decodeMemberLevels(bytes),
    members: decodeMembers(view),
    backends:
      backendCount <= layoutConstants.INLINE_BACKENDS ? decodeBackends(bytes, backendCount) : [],
  };
}

function decodeMemberLevels(bytes: Uint8Array): readonly number[] {
  const start = redirectLayout.memberLevels;
  const levels = [...bytes.subarray(start, start + layoutConstants.MEMBER_LEVELS)];
  const end = levels.indexOf(0);
  return end === -1 ? levels : levels.slice(0, end);
}

function decodeMembers(view: DataView): readonly bigint[] {
  const places = Array.from({ length: layoutConstants.INLINE_MEMBERS }, (_, index) =>
    view.getBigUint64(redirectLayout.members + 8 * index, littleEndian),
  );
  return places.filter((member) => member !== 0n);
}

function decodeBackends(bytes: Uint8Array, count: number): readonly BackendRecord[] {
  return Array.from({ length: count }, (_, index) => {
    const start = redirectLayout.backends + backendLayout.size * index;
    return decodeBackend(bytes.subarray(start, start + backendLayout.size));
  });
}
