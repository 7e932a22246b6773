import { afterEach, expect, test } from "vitest";

import { Leadership } from "./leadership.ts";
import type { LeadershipEvent } from "./leadership.ts";
import { MemoryLeaseStore } from "./testing/memory-lease-store.ts";

/** As in a cluster, twenty times as fast. */
const times = { duration: 750, renewDeadline: 500, retryPeriod: 100 };
const soon = { timeout: 20_000, interval: 5 };

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

function join(store: MemoryLeaseStore, identity: string) {
  const events: LeadershipEvent["kind"][] = [];
  const abort = new AbortController();
  const leadership = new Leadership({
    ...{ store, identity, times },
    onEvent: ({ kind }) => events.push(kind),
  });
  let inTerm = 0;
  let terms = 0;
  const running = leadership.run(async (signal) => {
    inTerm += 1;
    terms += 1;
    await new Promise((resolve) => {
      signal.addEventListener("abort", resolve, { once: true });
    });
    inTerm -= 1;
  }, abort.signal);
  const stop = async (): Promise<void> => {
    abort.abort();
    await running;
  };
  stops.push(stop);
  return { events, stop, leadership, isInTerm: () => inTerm === 1, terms: () => terms };
}

test("Leadership gives the lease back when it stops, and the next one takes it", async () => {
  const store = new MemoryLeaseStore();
  const one = join(store, "one");
  await expect.poll(one.isInTerm, soon).toBe(true);
  const two = join(store, "two");
  await expect.poll(() => store.writes, soon).toBeGreaterThan(3);
  expect(two.leadership.leading).toBe(false);
  await one.stop();
  expect(one.isInTerm()).toBe(false);
  await expect.poll(two.isInTerm, soon).toBe(true);
  expect(store.record).toMatchObject({ holder: "two", transitions: 1 });
  expect(one.events).toEqual(["leading"]);
  await two.stop();
  expect(store.record?.holder).toBeUndefined();
});

test("Leadership ends the term when the lease cannot be renewed, and begins another after it", async () => {
  const store = new MemoryLeaseStore();
  const one = join(store, "one");
  await expect.poll(one.isInTerm, soon).toBe(true);
  store.outage = new Error("The API server is gone");
  await expect.poll(one.isInTerm, soon).toBe(false);
  expect(one.events).toEqual(["leading", "failed", "lost"]);
  store.outage = undefined;
  await expect.poll(one.isInTerm, soon).toBe(true);
  expect(one.terms()).toBe(2);
});

test("Leadership that never led leaves the lease alone when it stops", async () => {
  const store = new MemoryLeaseStore();
  const one = join(store, "one");
  await expect.poll(one.isInTerm, soon).toBe(true);
  const two = join(store, "two");
  await two.stop();
  expect(store.record?.holder).toBe("one");
});
