import fc from "fast-check";
import { expect, test } from "vitest";

import { fullJitter, reconnectBounds } from "./backoff.ts";

test.each([
  [0, 0.5, 100],
  [1, 0.5, 200],
  [3, 0.999_999, 1599],
  [100, 0.5, 15_000],
  [5, 0, 0],
])("fullJitter of attempt %i at %f is %i ms", (attempt, random, expected) => {
  expect(fullJitter(attempt, random)).toBe(expected);
});

test("fullJitter stays within its bounds for every attempt", () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (attempt, random) => {
        const pause = fullJitter(attempt, random);
        expect(pause).toBeGreaterThanOrEqual(0);
        expect(pause).toBeLessThan(reconnectBounds.last);
      },
    ),
  );
});
