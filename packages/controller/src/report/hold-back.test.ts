import { expect, test } from "vitest";

import { isHolding, longestHold } from "./hold-back.ts";

const after = (elapsed: number) => ({ elapsed, peersComplete: true, lacksNodes: () => false });

test.each([
  ["a replica has not spoken", { ...after(0), peersComplete: false }, true],
  ["a node has not been heard of", { ...after(0), lacksNodes: () => true }, true],
  ["all have been heard", after(0), false],
  ["long enough has been waited", { ...after(longestHold), lacksNodes: () => true }, false],
  ["there is a moment left", { ...after(longestHold - 1), lacksNodes: () => true }, true],
])("isHolding where %s", (_, hearing, expected) => {
  expect(isHolding(hearing)).toBe(expected);
});
