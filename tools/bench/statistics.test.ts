import { describe, expect, test } from "vitest";

import { median, quantile } from "./statistics.ts";

describe("quantile", () => {
  test.each([
    { samples: [3, 1, 2], share: 0.5, value: 2 },
    { samples: [1, 2, 3, 4], share: 0, value: 1 },
    { samples: [1, 2, 3, 4], share: 1, value: 4 },
    { samples: Array.from({ length: 100 }, (_, i) => i), share: 0.99, value: 99 },
    { samples: [10], share: 0.99, value: 10 },
  ])("of $samples.length samples at $share is $value", ({ samples, share, value }) => {
    expect(quantile(samples, share)).toBe(value);
  });

  test("leaves its input as it was and knows nothing of no samples", () => {
    const samples = [2, 1];
    expect(median(samples)).toBe(2);
    expect(samples).toEqual([2, 1]);
    expect(median([])).toBeNaN();
  });
});
