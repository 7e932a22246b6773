import { describe, expect, test } from "vitest";

import { fileReport } from "./file-report.ts";
import { repeatedNames } from "./repeated-names.ts";

function policy(name: string, annotations = "{}"): string {
  return JSON.stringify({
    apiVersion: "balancing.elf.io/v1beta1",
    kind: "LocalRedirectPolicy",
    metadata: { name, annotations: JSON.parse(annotations) as unknown },
    spec: {
      frontend: {
        addressMatcher: { ip: "169.254.0.90", toPorts: [{ port: "80", protocol: "TCP" }] },
      },
      backend: {
        endpointSelector: { matchLabels: { app: "web" } },
        toPorts: [{ port: "80", protocol: "TCP" }],
      },
    },
  });
}

describe("fileReport", () => {
  test.each([
    ["an empty file", "", 0],
    ["comments only", "# nothing\n---\n---\n", 0],
    ["a policy in JSON", policy("a"), 1],
    ["a List", `{"apiVersion":"v1","kind":"List","items":[${policy("a")},\n${policy("b")}]}`, 2],
  ])("finds nothing wrong with %s", (_, text, count) => {
    const { policies, problems } = fileReport("f", text);
    expect(problems).toEqual([]);
    expect(policies).toHaveLength(count);
  });

  test.each([
    ["a scalar", "hello", /^This is no manifest/],
    ["a sequence", "- a\n- b", /^This is no manifest/],
    ["a manifest without kind", "apiVersion: v1", /^This is no manifest/],
    ["a number for kind", "apiVersion: v1\nkind: 3", /^This is no manifest/],
    ["an unclosed quote", 'a: "b', /^YAML: /],
    ["a repeated key", "a: 1\na: 2", /^YAML: /],
    ["an unknown alias", "a: *b", /^YAML: /],
    ["an alias bomb", bomb(), /^YAML: /],
    ["another version of ours", "apiVersion: balancing.elf.io/v9\nkind: LocalRedirectPolicy", /./],
    ["a misspelt kind of ours", "apiVersion: balancing.elf.io/v1beta1\nkind: LocalRedirect", /./],
    ["a bad service id", policy("a", '{"balancing.elf.io/serviceId":"x"}'), /"x", not a number/],
  ])("says what is wrong with %s", (_, text, reason) => {
    const { problems, policies, others } = fileReport("f", text);
    expect(problems[0]?.reason).toMatch(reason);
    expect(problems[0]?.line).toBeGreaterThan(0);
    expect(policies.length + others).toBe(0);
  });
});

test("repeatedNames reports all but the first of a name", () => {
  const reports = [
    fileReport("one", `${policy("a")}\n---\n${policy("a")}`),
    fileReport("two", policy("a")),
  ];
  const repeated = repeatedNames(reports);
  expect(repeated.map(({ policies }) => policies.length)).toEqual([1, 0]);
  expect(repeated.flatMap(({ problems }) => problems)).toEqual([
    { line: 3, path: "metadata.name", reason: "Policy a stands in one:1 already" },
    { line: 1, path: "metadata.name", reason: "Policy a stands in one:1 already" },
  ]);
});

/** Nine levels of nine names each. */
function bomb(): string {
  const levels = Array.from({ length: 9 }, (_, level) => {
    const value = level === 0 ? "x" : `*a${level - 1}`;
    return `a${level}: &a${level} [${Array.from({ length: 9 }, () => value).join(", ")}]`;
  });
  return levels.join("\n");
}
