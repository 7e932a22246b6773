import { createHash } from "node:crypto";

import { parseServiceId } from "@localredirect/types";
import type { LocalRedirectPolicy } from "@localredirect/types";

import { comparePrecedence } from "./precedence.ts";

/** The lowest id that is given to a policy without annotation. */
const firstDerivedId = 0x8000_0000;

/** How many ids are given to policies without annotation. */
const derivedIds = 0x8000_0000;

/** The id of a policy in kernel maps, counters and events. */
export interface ServiceId {
  /** 1 to 4294967295. */
  readonly id: number;
  /** The annotation asks for it, so that another policy may ask for the same. */
  readonly annotated: boolean;
}

/**
 * Gives every policy its id, by name; one whose annotation is bad gets none. The same in every
 * replica: without annotation it is a hash of the uid, and the next free id where that is taken by
 * an annotation or by an older policy.
 */
export function assignServiceIds(
  policies: Iterable<LocalRedirectPolicy>,
): ReadonlyMap<string, ServiceId> {
  const ids = new Map<string, ServiceId>();
  const taken = new Set<number>();
  const others: LocalRedirectPolicy[] = [];
  for (const policy of policies) {
    const parsed = parseServiceId(policy.metadata.annotations);
    if (parsed.ok && parsed.id === undefined) others.push(policy);
    if (!parsed.ok || parsed.id === undefined) continue;
    ids.set(policy.metadata.name, { id: parsed.id, annotated: true });
    taken.add(parsed.id);
  }
  for (const { metadata } of others.sort(comparePrecedence)) {
    const id = nextFree(hashOf(metadata.uid), taken);
    ids.set(metadata.name, { id, annotated: false });
    taken.add(id);
  }
  return ids;
}

/** The place of a uid among the derived ids: 0 to 2^31 - 1. */
function hashOf(uid: string): number {
  return createHash("sha256").update(uid).digest().readUInt32BE() % derivedIds;
}

function nextFree(start: number, taken: ReadonlySet<number>): number {
  let place = start;
  while (taken.has(firstDerivedId + place)) place = (place + 1) % derivedIds;
  return firstDerivedId + place;
}
