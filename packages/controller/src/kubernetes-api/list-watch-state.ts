import type { ApiErrorCode } from "./api-connection.ts";

/** A page is being asked for. */
export interface Listing {
  readonly kind: "listing";
  /** Undefined: the first page, from which on all that is found counts as found again. */
  readonly continueToken: string | undefined;
  /** Attempts that have failed in a row, since a watch last said something. */
  readonly failures: number;
}

/** The list is complete, and changes since a revision are followed. */
export interface Watching {
  readonly kind: "watching";
  /** Of the last event or bookmark, or of the list. */
  readonly revision: number;
  /** Where there are any, the API may have gone back behind the revision meanwhile. */
  readonly failures: number;
}

/** After a failure, before the next attempt. */
export interface Pausing {
  readonly kind: "pausing";
  /** How many attempts had failed before the one that led to this pause. */
  readonly attempt: number;
  /** The API asks not to come back earlier, in milliseconds. */
  readonly atLeast: number;
  readonly next: Listing | Watching;
}

/** What one list-watch does now. */
export type ListWatchState = Listing | Watching | Pausing;

/** Why an attempt failed. */
export interface Failure {
  readonly code: ApiErrorCode;
  /** In milliseconds. */
  readonly retryAfter: number;
}

/** What came of what a state says to do. */
export type Outcome =
  | {
      readonly kind: "page";
      readonly revision: number;
      /** Undefined: it was the last one. */
      readonly continueToken: string | undefined;
    }
  | { readonly kind: "list-failed"; readonly failure: Failure }
  | {
      readonly kind: "watch-ended";
      /** How far it came. */
      readonly revision: number;
      /** Whether it said anything. */
      readonly heard: boolean;
      /** Undefined: the server ended it in order, as it does after some minutes. */
      readonly failure: Failure | undefined;
    }
  | { readonly kind: "paused" };

/** After these, where it stood is of no use any more. After the others it is tried from there. */
const listAgain: ReadonlySet<ApiErrorCode> = new Set(["expired", "ahead", "refused", "malformed"]);

/** Before the first list. */
export const initialState: ListWatchState = {
  kind: "listing",
  continueToken: undefined,
  failures: 0,
};

/** What is done after an outcome of what was done. */
export function nextState(state: ListWatchState, outcome: Outcome): ListWatchState {
  switch (outcome.kind) {
    case "paused":
      return state.kind === "pausing" ? state.next : state;
    case "page":
      return afterPage(failuresOf(state), outcome);
    case "list-failed":
      return afterListFailure(state, outcome.failure);
    case "watch-ended":
      return afterWatch(failuresOf(state), outcome);
  }
}

/** Attempts that have failed in a row. */
export function failuresOf(state: ListWatchState): number {
  return state.kind === "pausing" ? state.next.failures : state.failures;
}

/** Failures count until a watch has said something: lists may succeed and watches fail for ever. */
function afterPage(
  failures: number,
  { revision, continueToken }: Extract<Outcome, { kind: "page" }>,
): ListWatchState {
  return continueToken === undefined
    ? { kind: "watching", revision, failures }
    : { kind: "listing", continueToken, failures };
}

function afterListFailure(state: ListWatchState, failure: Failure): ListWatchState {
  const failures = failuresOf(state);
  const continueToken = state.kind === "listing" ? state.continueToken : undefined;
  const next = listAgain.has(failure.code) ? undefined : continueToken;
  return pause(failures, failure, {
    kind: "listing",
    continueToken: next,
    failures: failures + 1,
  });
}

function afterWatch(
  before: number,
  { revision, heard, failure }: Extract<Outcome, { kind: "watch-ended" }>,
): ListWatchState {
  const failures = heard ? 0 : before;
  if (failure === undefined) {
    return heard
      ? { kind: "watching", revision, failures }
      : pause(failures, undefined, { kind: "watching", revision, failures: failures + 1 });
  }
  if (!listAgain.has(failure.code)) {
    return pause(failures, failure, { kind: "watching", revision, failures: failures + 1 });
  }
  const listing: Listing = { kind: "listing", continueToken: undefined, failures: failures + 1 };
  // Once at once, so that the gap is short; a server that always answers so is not to be flooded.
  return failures === 0 ? listing : pause(failures, failure, listing);
}

function pause(attempt: number, failure: Failure | undefined, next: Listing | Watching): Pausing {
  return { kind: "pausing", attempt, atLeast: failure?.retryAfter ?? 0, next };
}
