import { expect, test } from "vitest";
import { failuresAfter } from "./reconnect.ts";

test.each([
  ["served", 0],
  ["unserved", 8],
  ["broken", 8],
] as const)("failuresAfter seven failures and a stream that %s is %i", (outcome, failures) => {
  expect(failuresAfter(7, outcome)).toBe(failures);
});
