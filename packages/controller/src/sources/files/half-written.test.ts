import { expect, test } from "vitest";

import { mayBeHalfWritten } from "./half-written.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test.each([
  ["an empty file", "", true],
  ["the middle of a line", "kind: Serv", true],
  ["whole lines", "kind: Service\n", false],
  ["whole JSON without a newline", '{"kind":"Service"}', false],
  ["a whole flow sequence without a newline", "a: [1]", false],
  ["whole lines of a whole page", "a: b\n".padStart(4096, "#"), true],
])("mayBeHalfWritten of %s", (_name, text, expected) => {
  expect(mayBeHalfWritten(bytes(text))).toBe(expected);
});
