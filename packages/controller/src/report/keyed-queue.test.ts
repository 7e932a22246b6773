import fc from "fast-check";
import { expect, test } from "vitest";

import { KeyedQueue } from "./keyed-queue.ts";

const limits = { perSecond: 20, burst: 3, perKey: 1000 };

/** What a queue lets through up to a time, and when. */
function drain(
  queue: KeyedQueue,
  from: number,
  to: number,
): readonly (readonly [string, number])[] {
  const taken: [string, number][] = [];
  for (let now = from; now <= to;) {
    const turn = queue.take(now);
    if (turn.kind === "key") taken.push([turn.key, now]);
    // As a timer does, which is late rather than early.
    else now = Math.max(now + 0.5, Math.min(turn.until, to + 1));
  }
  return taken;
}

test("KeyedQueue has each key once, in the order in which they came", () => {
  const queue = new KeyedQueue(limits);
  for (const key of ["a", "b", "a"]) queue.add(key);
  expect(queue.size).toBe(2);
  expect(drain(queue, 0, 10).map(([key]) => key)).toEqual(["a", "b"]);
  expect(queue.take(10)).toEqual({ kind: "wait", until: Infinity });
});

test("KeyedQueue lets a key through once in its time, and others meanwhile", () => {
  const queue = new KeyedQueue(limits);
  queue.add("a");
  expect(drain(queue, 0, 10)).toEqual([["a", 0]]);
  queue.add("a");
  queue.add("b");
  expect(drain(queue, 100, 5000)).toEqual([
    ["b", 100],
    ["a", 1000],
  ]);
});

test("KeyedQueue keeps the time of one that is to be tried later", () => {
  const queue = new KeyedQueue(limits);
  queue.add("a", 7000);
  queue.add("a");
  expect(queue.take(0)).toEqual({ kind: "wait", until: 7000 });
  expect(queue.take(7000)).toEqual({ kind: "key", key: "a" });
});

test("KeyedQueue hastens one that waits for its time, but not past its last turn", () => {
  const queue = new KeyedQueue(limits);
  queue.add("a", 7000);
  queue.hasten("a");
  expect(queue.take(0)).toEqual({ kind: "key", key: "a" });
  queue.hasten("a");
  expect(drain(queue, 1, 5000)).toEqual([["a", 1000]]);
});

test("KeyedQueue lets all through, and never more than its rate", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 3000 })), {
        maxLength: 100,
      }),
      (adds) => {
        const queue = new KeyedQueue(limits);
        for (const [key, notBefore] of adds) queue.add(`key-${key}`, notBefore);
        const keys = queue.size;
        const taken = drain(queue, 0, 10_000);
        expect(taken).toHaveLength(keys);
        for (const [index, [, at]] of taken.entries()) {
          const earlier = taken.slice(0, index + 1).filter(([, other]) => other > at - 1000);
          expect(earlier.length).toBeLessThanOrEqual(limits.burst + limits.perSecond + 1);
        }
      },
    ),
  );
});
