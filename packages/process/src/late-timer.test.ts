import { expect, test } from "vitest";

import { firedLate } from "./late-timer.ts";

test.each([
  ["at once", 5000, false],
  ["a second late", 6000, false],
  ["more than a second late", 6001, true],
])("firedLate of a timer that fires %s", (_, now, late) => {
  expect(firedLate(5000, now)).toBe(late);
});
