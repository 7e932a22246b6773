import { expect, test } from "vitest";

import { parseYaml } from "./parse-yaml.ts";
import type { YamlDocument } from "./yaml-document.ts";

function parse(text: string): readonly YamlDocument[] {
  return [...parseYaml(text)].filter((document) => document !== undefined);
}

test("parseYaml gives plain values and the line of each document", () => {
  const documents = parse("# first\na: 1\n---\n\nb: [x, 'y']\n");
  expect(documents.map(({ value, line }) => ({ value, line }))).toEqual([
    { value: { a: 1 }, line: 2 },
    { value: { b: ["x", "y"] }, line: 5 },
  ]);
});

test.each([
  ["block style", "kind: List\nitems:\n- a: 1\n-\n  b: 2\n"],
  ["indented", "kind: List\nitems:\n  - a: 1\n\n  - b: 2\n"],
  ["JSON", '{"kind": "List",\n"items": [{"a":1}\n,\n\t{"b":2}]}'],
])("parseYaml takes a List apart, written in %s", (_name, text) => {
  const documents = parse(text);
  expect(documents.map(({ value }) => value)).toEqual([{ a: 1 }, { b: 2 }]);
  const [first, second] = documents;
  expect(second?.line).toBeGreaterThan(first?.line ?? Infinity);
});

test("parseYaml takes a List apart whose items refer to each other", () => {
  const documents = parse("kind: List\nitems:\n- &a {x: 1}\n- <<: *a\n  y:\n    z: 2\n");
  expect(documents.map(({ value }) => value)).toEqual([{ x: 1 }, { x: 1, y: { z: 2 } }]);
  expect(documents.map(({ line, lineOf }) => [line, lineOf("y.z")])).toEqual([
    [3, 3],
    [4, 6],
  ]);
});

test("parseYaml pauses inside one long document", () => {
  const items = "- {kind: Pod, metadata: {name: a}}\n".repeat(1000);
  const steps = [...parseYaml(`kind: List\nitems:\n${items}`)];
  expect(steps.filter((step) => step === undefined).length).toBeGreaterThan(10);
  expect(steps.filter((step) => step !== undefined)).toHaveLength(1000);
});

test.each([
  ["spec", 2],
  ["spec.ports", 3],
  ["spec.ports[1]", 5],
  ["spec.ports[1].port", 5],
  ["spec.ports[1].name", 6],
  ["spec.ports[7].name", 3],
  ["metadata.annotations[example.org/a.b]", 9],
  ["metadata.annotations[example.org/missing]", 8],
  ["nothing", 1],
  ["", 1],
])("lineOf finds %s or what holds it", (path, line) => {
  const text = `kind: Service
spec:
  ports:
  - port: 1
  - port: 2
    name: b
metadata:
  annotations:
    example.org/a.b: c
`;
  expect(parse(text)[0]?.lineOf(path)).toBe(line);
});

test.each([
  ["an unclosed quote", 'a: 1\nb: "x\n', /Missing closing "quote/, 3],
  ["a tab as indentation", "a:\n\tb: 1\n", /[Tt]ab/, 2],
  ["a key that stands twice", "a: 1\nb: 2\na: 3\n", /Key a stands twice/, 3],
  ["an unknown alias", "a: *b\n", /[Uu]nresolved alias/, 1],
  ["an alias bomb", bomb(), /alias/, 1],
  ["nesting without end", "[".repeat(50_000), /stack|closing|end/i, 1],
  ["an object of 3 MiB", `a: ${"x".repeat(3 * 1024 * 1024)}\n`, /more than 2097152 characters/, 1],
  ["two values side by side", "a: 1\nb\nc: 2\n", /./, 2],
])("parseYaml says what is wrong with %s, and where", (_name, text, message, line) => {
  const problem = parse(text).flatMap(({ problems }) => problems)[0];
  expect(problem?.message).toMatch(message);
  expect(problem?.line).toBe(line);
});

/** Each line names the one before ten times: 10^9 values when written out. */
function bomb(): string {
  const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"];
  for (let level = 1; level < 10; level += 1) {
    const names = Array.from({ length: 10 }, () => `*a${level - 1}`).join(", ");
    lines.push(`a${level}: &a${level} [${names}]`);
  }
  return lines.join("\n") + "\n";
}
