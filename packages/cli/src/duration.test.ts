import { expect, test } from "vitest";

import { formatDuration } from "./duration.ts";

test.each([
  [-5, "0ms"],
  [850, "850ms"],
  [12_345, "12s"],
  [119_999, "119s"],
  [120_000, "2m"],
  [200_000, "3m20s"],
  [3_600_000, "60m"],
  [5 * 3_600_000, "5h"],
  [50 * 3_600_000, "2d"],
])("formatDuration of %i is %s", (span, expected) => {
  expect(formatDuration(span)).toBe(expected);
});
