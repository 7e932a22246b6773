import { Buffer } from "node:buffer";

import { expect, test } from "vitest";

import { splitDocuments } from "./split-documents.ts";

test.each([
  ["a file without a marker", "a: 1\n", ["1:a: 1\n"]],
  ["two documents", "a: 1\n---\nb: 2\n", ["1:a: 1\n", "2:---\nb: 2\n"]],
  ["a marker at the start", "---\na: 1\n", ["1:---\na: 1\n"]],
  ["a marker with content on its line", "a: 1\n--- {b: 2}\n", ["1:a: 1\n", "2:--- {b: 2}\n"]],
  ["dashes that begin a word", "a: |\n  x\n----\nb: 1\n", ["1:a: |\n  x\n----\nb: 1\n"]],
  ["an indented marker", "a: |\n  ---\n", ["1:a: |\n  ---\n"]],
  ["Windows line ends", "a: 1\r\n---\r\nb: 2\r\n", ["1:a: 1\r\n", "2:---\r\nb: 2\r\n"]],
  [
    "a directive",
    "%YAML 1.2\n---\na: 1\n---\nb: 2\n",
    ["1:%YAML 1.2\n---\na: 1\n", "4:---\nb: 2\n"],
  ],
  ["characters of several bytes", "a: ü\n---\nb: €\n", ["1:a: ü\n", "2:---\nb: €\n"]],
  ["an empty file", "", ["1:"]],
])("splitDocuments splits %s", (_name, text, expected) => {
  const parts = [...splitDocuments(Buffer.from(text))];
  expect(parts.map((part) => `${part.line}:${part.text}`)).toEqual(expected);
  expect(parts.map((part) => part.text).join("")).toBe(text);
});
