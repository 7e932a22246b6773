import { expect, test } from "vitest";

import { sourceBehind } from "./watermarks.ts";

const mark = (source: string, epoch: number, revision: number) => ({ source, epoch, revision });

test.each([
  ["nothing seen", [mark("a", 1, 1)], [], undefined],
  ["the same", [mark("a", 1, 1)], [mark("a", 1, 1)], undefined],
  ["more seen", [mark("a", 1, 1)], [mark("a", 1, 2)], "a"],
  ["less seen", [mark("a", 1, 3)], [mark("a", 1, 2)], undefined],
  ["a newer epoch here", [mark("a", 2, 1)], [mark("a", 1, 9)], undefined],
  ["a newer epoch seen", [mark("a", 1, 9)], [mark("a", 2, 1)], "a"],
  ["a source that we lack", [mark("a", 1, 1)], [mark("b", 9, 9)], undefined],
  ["the second behind", [mark("a", 1, 1), mark("b", 1, 1)], [mark("b", 1, 2)], "b"],
])("sourceBehind with %s", (_, ours, theirs, expected) => {
  expect(sourceBehind(ours, theirs)).toBe(expected);
});
