import { isDeepStrictEqual } from "node:util";

import type { LeaseRecord, LeaseTimes, StoredLease } from "./lease.ts";

/** A state of the lease, and when it was first seen, by our own clock. */
export interface Sighting {
  readonly lease: StoredLease | undefined;
  /** In milliseconds of a clock that never goes back. */
  readonly since: number;
}

/** Reads the lease. */
export interface Looking {
  readonly kind: "looking";
  /** Undefined: it has not been read yet. */
  readonly sighting: Sighting | undefined;
}

/** Nobody leads as far as we know: writes our name into the lease. */
export interface Taking {
  readonly kind: "taking";
  readonly sighting: Sighting;
}

/** Leads, and renews the lease. */
export interface Leading {
  readonly kind: "leading";
  readonly lease: StoredLease;
  /** From then on it no longer leads, by our own clock. */
  readonly until: number;
}

/** Still leads, and somebody has written to the lease: reads it. */
export interface Checking {
  readonly kind: "checking";
  readonly until: number;
}

/** What one candidate does next, and whether it leads meanwhile. */
export type ElectionState = Looking | Taking | Leading | Checking;

/** What came of what a state says to do. */
export type Outcome =
  /** Undefined: there is no lease. */
  | { readonly kind: "read"; readonly lease: StoredLease | undefined }
  /** `beganAt`: before the request was sent, so that followers cannot have seen it earlier. */
  | { readonly kind: "written"; readonly lease: StoredLease; readonly beganAt: number }
  /** Somebody else was faster. */
  | { readonly kind: "outrun" }
  | { readonly kind: "failed" };

/** Who we are, by our own clock. */
export interface Candidate {
  readonly identity: string;
  readonly times: LeaseTimes;
  /** In milliseconds, of a clock that never goes back. */
  readonly now: number;
}

/** Before the lease was ever read. */
export const initialState: ElectionState = { kind: "looking", sighting: undefined };

/** Whether a candidate leads. */
export function isLeading(state: ElectionState, now: number): boolean {
  return (state.kind === "leading" || state.kind === "checking") && now < state.until;
}

/** What is done after an outcome of what was done. */
export function nextState(
  state: ElectionState,
  outcome: Outcome,
  candidate: Candidate,
): ElectionState {
  switch (outcome.kind) {
    case "read":
      return afterRead(state, outcome.lease, candidate);
    case "written":
      return {
        kind: "leading",
        lease: outcome.lease,
        until: outcome.beganAt + candidate.times.renewDeadline,
      };
    case "outrun":
      if (state.kind === "leading") return { kind: "checking", until: state.until };
      return { kind: "looking", sighting: sightingOf(state) };
    case "failed":
      return isLeading(state, candidate.now)
        ? state
        : { kind: "looking", sighting: sightingOf(state) };
  }
}

/** What the lease is to say when we take it or renew it. `time`: now, by the clock on the wall. */
export function heldBy(
  { identity, times }: Pick<Candidate, "identity" | "times">,
  before: LeaseRecord | undefined,
  time: string,
): LeaseRecord {
  const isOurs = before?.holder === identity;
  return {
    holder: identity,
    duration: times.duration,
    acquireTime: isOurs ? before.acquireTime : time,
    renewTime: time,
    transitions: (before?.transitions ?? 0) + (before === undefined || isOurs ? 0 : 1),
  };
}

/** What the lease is to say when we give it back: whoever reads it next may take it at once. */
export function givenBack(before: LeaseRecord, time: string): LeaseRecord {
  return { ...before, holder: undefined, duration: 1000, acquireTime: time, renewTime: time };
}

function afterRead(
  state: ElectionState,
  lease: StoredLease | undefined,
  { identity, times, now }: Candidate,
): ElectionState {
  const holder = lease?.record.holder;
  if (state.kind === "checking" && lease !== undefined && holder === identity) {
    return { kind: "leading", lease, until: state.until };
  }
  const sighting = see(sightingOf(state), lease, now);
  // In our own name without our leading, it is what an attempt left of which no answer came.
  const isFree = holder === undefined || holder === identity || hasRunOut(sighting, times, now);
  return isFree ? { kind: "taking", sighting } : { kind: "looking", sighting };
}

/** A lease that does not change is as old as our first look at it: clocks are not compared. */
function see(before: Sighting | undefined, lease: StoredLease | undefined, now: number): Sighting {
  const isSame = before !== undefined && isDeepStrictEqual(before.lease?.record, lease?.record);
  return { lease, since: isSame ? before.since : now };
}

function hasRunOut({ lease, since }: Sighting, times: LeaseTimes, now: number): boolean {
  return now - since >= (lease?.record.duration ?? times.duration);
}

function sightingOf(state: ElectionState): Sighting | undefined {
  return state.kind === "looking" || state.kind === "taking" ? state.sighting : undefined;
}
