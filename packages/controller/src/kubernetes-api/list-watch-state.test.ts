import fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { ApiErrorCode } from "./api-connection.ts";
import { failuresOf, initialState, nextState } from "./list-watch-state.ts";
import type { Listing, ListWatchState, Outcome, Watching } from "./list-watch-state.ts";

const watching: Watching = { kind: "watching", revision: 5, failures: 0 };
const listing: Listing = { kind: "listing", continueToken: "next", failures: 0 };
const all: readonly ApiErrorCode[] = [
  "configuration",
  "unreachable",
  "silent",
  "unauthorized",
  "forbidden",
  "not-found",
  "conflict",
  "expired",
  "ahead",
  "busy",
  "refused",
  "malformed",
];
const forgetful: readonly ApiErrorCode[] = ["expired", "ahead", "refused", "malformed"];
const patient = all.filter((code) => !forgetful.includes(code));

function failed(code: ApiErrorCode, heard = true): Outcome {
  return { kind: "watch-ended", revision: 9, heard, failure: { code, retryAfter: 0 } };
}

describe("nextState", () => {
  test("asks for the next page, and watches from the list's revision after the last", () => {
    const page = { kind: "page", revision: 7, continueToken: "a" } as const;
    const second = nextState(initialState, page);
    expect(second).toEqual({ kind: "listing", continueToken: "a", failures: 0 });
    expect(nextState(second, { ...page, continueToken: undefined })).toEqual({
      kind: "watching",
      revision: 7,
      failures: 0,
    });
  });

  test("begins a watch again at once where the server ended it in order", () => {
    const outcome: Outcome = { kind: "watch-ended", revision: 9, heard: true, failure: undefined };
    expect(nextState(watching, outcome)).toEqual({ ...watching, revision: 9 });
  });

  test("pauses before it begins a watch again that ended without a word", () => {
    const outcome: Outcome = { kind: "watch-ended", revision: 5, heard: false, failure: undefined };
    expect(nextState(watching, outcome)).toEqual({
      kind: "pausing",
      attempt: 0,
      atLeast: 0,
      next: { ...watching, failures: 1 },
    });
  });

  test.each(patient)("pauses after %s, then goes on from where it stood", (code) => {
    expect(nextState(watching, failed(code))).toMatchObject({
      kind: "pausing",
      next: { kind: "watching", revision: 9, failures: 1 },
    });
    const failure = { code, retryAfter: 300 };
    expect(nextState(listing, { kind: "list-failed", failure })).toEqual({
      kind: "pausing",
      attempt: 0,
      atLeast: 300,
      next: { ...listing, failures: 1 },
    });
  });

  test.each(forgetful)(
    "lists from the first page after %s, at once only the first time",
    (code) => {
      const again = { kind: "listing", continueToken: undefined, failures: 1 };
      expect(nextState(watching, failed(code))).toEqual(again);
      expect(nextState({ ...watching, failures: 1 }, failed(code, false))).toMatchObject({
        kind: "pausing",
        attempt: 1,
        next: { ...again, failures: 2 },
      });
      const outcome: Outcome = { kind: "list-failed", failure: { code, retryAfter: 0 } };
      expect(nextState(listing, outcome)).toMatchObject({ kind: "pausing", next: again });
    },
  );

  test("counts failures on while lists succeed and watches fail", () => {
    let state: ListWatchState = watching;
    const page: Outcome = { kind: "page", revision: 6, continueToken: undefined };
    for (let round = 0; round < 5; round += 1) {
      state = nextState(state, failed("expired", false));
      state = nextState(nextState(state, { kind: "paused" }), page);
      expect(failuresOf(state)).toBe(round + 1);
    }
  });
});

const failure = fc.record({ code: fc.constantFrom(...all), retryAfter: fc.nat(1000) });

/** All that can come of any state. */
const luck = fc.record({
  failure: fc.option(failure, { nil: undefined }),
  heard: fc.boolean(),
  revision: fc.nat(1000),
  continueToken: fc.constantFrom(undefined, "a", "b"),
});

type Luck = typeof luck extends fc.Arbitrary<infer T> ? T : never;

/** What comes of a state. */
function outcomeOf(state: ListWatchState, drawn: Luck): Outcome {
  const { failure: cause, heard, revision, continueToken } = drawn;
  switch (state.kind) {
    case "pausing":
      return { kind: "paused" };
    case "listing":
      return cause === undefined
        ? { kind: "page", revision, continueToken }
        : { kind: "list-failed", failure: cause };
    case "watching":
      return { kind: "watch-ended", revision: state.revision + revision, heard, failure: cause };
  }
}

/** Whether the other side has said anything, or it is not asked at once. */
function isPaced(outcome: Outcome, next: ListWatchState): boolean {
  if (next.kind === "pausing" || outcome.kind === "paused" || outcome.kind === "page") return true;
  return outcome.kind === "watch-ended" && outcome.heard;
}

test("nextState never watches from before a list, and never retries twice without a pause", () => {
  fc.assert(
    fc.property(fc.array(luck, { maxLength: 40 }), (draws) => {
      let state: ListWatchState = initialState;
      let unpaced = 0;
      for (const drawn of draws) {
        const outcome = outcomeOf(state, drawn);
        const next = nextState(state, outcome);
        if (state.kind === "watching" && next.kind === "watching") {
          expect(next.revision).toBeGreaterThanOrEqual(state.revision);
        }
        if (state.kind === "listing" && next.kind === "watching") {
          expect(outcome).toMatchObject({ kind: "page", continueToken: undefined });
        }
        unpaced = isPaced(outcome, next) ? 0 : unpaced + 1;
        expect(unpaced).toBeLessThanOrEqual(1);
        state = next;
      }
    }),
  );
});
