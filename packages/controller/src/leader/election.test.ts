import { describe, expect, test } from "vitest";

import { givenBack, heldBy, initialState, isLeading, nextState } from "./election.ts";
import type { ElectionState } from "./election.ts";
import { defaultLeaseTimes } from "./lease.ts";
import type { LeaseRecord, StoredLease } from "./lease.ts";

const base: LeaseRecord = {
  holder: "other",
  duration: 15_000,
  acquireTime: "2026-01-01T00:00:00.000000Z",
  renewTime: "2026-01-01T00:00:00.000000Z",
  transitions: 3,
};
const later = "2026-01-01T00:00:02.000000Z";

function stored(change: Partial<LeaseRecord> = {}): StoredLease {
  return { record: { ...base, ...change }, object: {} };
}

function me(now: number) {
  return { identity: "me", times: defaultLeaseTimes, now };
}

function read(state: ElectionState, lease: StoredLease | undefined, now: number): ElectionState {
  return nextState(state, { kind: "read", lease }, me(now));
}

describe("nextState after reading the lease", () => {
  test.each([
    ["is not there", undefined],
    ["was given back", stored({ holder: undefined })],
    ["is in our own name", stored({ holder: "me" })],
  ])("takes it at once where it %s", (_, lease) => {
    expect(read(initialState, lease, 0).kind).toBe("taking");
  });

  test("takes another's only when it has not changed for its duration, whatever it says", () => {
    // By its own renewTime it would have run out long ago.
    const first = read(initialState, stored(), 1000);
    expect(first.kind).toBe("looking");
    const second = read(first, stored(), 15_999);
    expect(second.kind).toBe("looking");
    expect(read(second, stored(), 16_000).kind).toBe("taking");
    const renewed = read(second, stored({ renewTime: later }), 16_000);
    expect(read(renewed, stored({ renewTime: later }), 30_999).kind).toBe("looking");
    expect(read(renewed, stored({ renewTime: later }), 31_000).kind).toBe("taking");
  });
});

describe("nextState of a leader", () => {
  const won = nextState(
    { kind: "taking", sighting: { lease: undefined, since: 0 } },
    { kind: "written", lease: stored({ holder: "me" }), beganAt: 1000 },
    me(3000),
  );

  test("counts the renewal from before it was sent", () => {
    expect(isLeading(won, 10_999)).toBe(true);
    expect(isLeading(won, 11_000)).toBe(false);
  });

  test("goes on through failures until its deadline, then looks", () => {
    const kept = nextState(won, { kind: "failed" }, me(10_000));
    expect(kept).toBe(won);
    expect(nextState(kept, { kind: "failed" }, me(11_000)).kind).toBe("looking");
  });

  test("that is outrun leads on where the lease is still its own, and ends where it is not", () => {
    const checking = nextState(won, { kind: "outrun" }, me(4000));
    expect(checking.kind).toBe("checking");
    expect(isLeading(checking, 4000)).toBe(true);
    expect(read(checking, stored({ holder: "me" }), 5000).kind).toBe("leading");
    expect(isLeading(read(checking, stored(), 5000), 5000)).toBe(false);
  });
});

test("heldBy counts changes of the holder, and keeps since when it has the lease", () => {
  expect(heldBy(me(0), undefined, later)).toMatchObject({ holder: "me", transitions: 0 });
  expect(heldBy(me(0), base, later)).toMatchObject({
    holder: "me",
    transitions: 4,
    acquireTime: later,
  });
  const ours = { ...base, holder: "me" };
  expect(heldBy(me(0), ours, later)).toEqual({ ...ours, renewTime: later });
});

test("givenBack leaves a lease that anybody may take", () => {
  const lease = { record: givenBack({ ...base, holder: "me" }, later), object: {} };
  expect(read(initialState, lease, 0).kind).toBe("taking");
});
