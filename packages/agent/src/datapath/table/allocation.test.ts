import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FreePlaces } from "./free-places.ts";
import { FreeRuns, type Run } from "./free-runs.ts";
import { InternedEndpoints } from "./interned-endpoints.ts";

describe("FreePlaces", () => {
  test("gives out each place once, never 0, and knows how many are left", () => {
    const taken = fc.uniqueArray(fc.integer({ min: 1, max: 30 }));
    const step = fc.oneof(
      fc.record({ take: fc.integer({ min: 1, max: 4 }) }),
      fc.record({ give: fc.nat(20) }),
    );
    fc.assert(
      fc.property(taken, fc.array(step), (initial, steps) => {
        const capacity = 20;
        const places = new FreePlaces(capacity, new Set(initial));
        const held = new Set(initial.filter((place) => place < capacity));
        for (const each of steps) {
          if ("give" in each) {
            const place = [...held][each.give % Math.max(1, held.size)];
            if (place !== undefined && held.delete(place)) places.give(place);
            continue;
          }
          const chosen = places.peek(each.take);
          expect(chosen === undefined).toBe(capacity - 1 - held.size < each.take);
          for (const place of chosen ?? []) {
            places.take(place);
            expect(held.has(place)).toBe(false);
            expect(place > 0 && place < capacity).toBe(true);
            held.add(place);
          }
          expect(places.used).toBe(held.size);
        }
      }),
    );
  });

  test("refuses a place that is not the next", () => {
    expect(() => {
      new FreePlaces(10, new Set()).take(2);
    }).toThrow(RangeError);
  });
});

describe("FreeRuns", () => {
  test("gives out runs that do not overlap, and joins what comes back", () => {
    const step = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constant("give" as const));
    fc.assert(
      fc.property(fc.array(step), fc.nat(), (steps, seed) => {
        const capacity = 40;
        const runs = new FreeRuns(capacity, []);
        const held: Run[] = [];
        for (const each of steps) {
          if (each === "give") {
            const [run] = held.splice(seed % Math.max(1, held.length), 1);
            if (run !== undefined) runs.give(run);
            continue;
          }
          const run = runs.peek(each);
          if (run === undefined) continue;
          runs.take(run);
          held.push(run);
        }
        const places = held.flatMap(({ start, length }) =>
          Array.from({ length }, (_, index) => start + index),
        );
        expect(new Set(places).size).toBe(places.length);
        expect(runs.used).toBe(places.length);
        for (const run of held) runs.give(run);
        expect(runs.peek(capacity)).toEqual({ start: 0, length: capacity });
      }),
    );
  });

  test("refuses a run that is not free", () => {
    const runs = new FreeRuns(10, [{ start: 2, length: 4 }]);
    expect(() => {
      runs.take({ start: 0, length: 3 });
    }).toThrow(RangeError);
    expect(runs.peek(4)).toEqual({ start: 6, length: 4 });
    expect(runs.peek(5)).toBeUndefined();
  });
});

describe("InternedEndpoints", () => {
  const first = { address: "10.0.0.1", port: 53 };
  const second = { address: "10.0.0.2", port: 53 };

  test("gives one number to one address, however often it is wanted", () => {
    const endpoints = new InternedEndpoints(10, []);
    const resolved = endpoints.resolve([first, second, first]);
    expect(resolved?.places).toEqual([1, 2, 1]);
    expect(resolved?.fresh).toHaveLength(2);
    for (const endpoint of resolved?.fresh ?? []) endpoints.intern(endpoint);
    expect(endpoints.resolve([second])).toEqual({ places: [2], fresh: [] });
  });

  test("has no room beyond the capacity", () => {
    const endpoints = new InternedEndpoints(2, []);
    expect(endpoints.resolve([first, second])).toBeUndefined();
    expect(endpoints.resolve([first])?.places).toEqual([1]);
  });

  test("does not call idle since then what was wanted in between", () => {
    const endpoints = new InternedEndpoints(10, [{ place: 1, destination: first }]);
    const since = endpoints.idle().get(1) ?? 0;
    expect(endpoints.isIdleSince(1, since)).toBe(true);
    endpoints.refer([1, 1]);
    expect(endpoints.idle().size).toBe(0);
    endpoints.unrefer([1]);
    expect(endpoints.idle().size).toBe(0);
    endpoints.unrefer([1]);
    expect(endpoints.idle().size).toBe(1);
    expect(endpoints.isIdleSince(1, since)).toBe(false);
  });

  test("forgets a freed number", () => {
    const endpoints = new InternedEndpoints(10, [{ place: 1, destination: first }]);
    endpoints.free(1);
    expect(endpoints.destination(1)).toBeUndefined();
    expect(endpoints.used).toBe(0);
    expect(endpoints.resolve([second])?.places).toEqual([1]);
  });
});
