import { expect, test } from "vitest";

import { jsonField } from "./json-field.ts";

test.each([
  [{ a: { b: "c" } }, ["a", "b"], "c"],
  [{ a: { b: "c" } }, [], { a: { b: "c" } }],
  [{ a: null }, ["a", "b"], undefined],
  [{ a: "text" }, ["a", "length"], undefined],
  ["text", ["a"], undefined],
  [undefined, ["a"], undefined],
])("jsonField of %j at %j is %j", (value, path, expected) => {
  expect(jsonField(value, ...path)).toEqual(expected);
});
