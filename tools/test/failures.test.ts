import { describe, expect, it } from "vitest";

import { failuresOf, tellFailures, type TestResult } from "./failures.mjs";

const root = "/tree";
const passed = { fullName: "adds", status: "passed", failureMessages: [] };
const failed = { fullName: "adds wrongly", status: "failed", failureMessages: ["Error: 3\n at x"] };
const skipped = { fullName: "never ran", status: "skipped", failureMessages: [] };

function reportOf(status: string, message: string, tests: readonly TestResult[]) {
  const file = { name: `${root}/a.test.ts`, status, message, assertionResults: tests };
  return { numPassedTests: 0, testResults: [file] };
}

describe("failuresOf", () => {
  const path = `${root}/a.test.ts`;
  const ofTest = { path, test: "adds wrongly", error: "Error: 3\n at x" };

  it.each([
    ["nothing of a good file", reportOf("passed", "", [passed, skipped]), []],
    ["a test", reportOf("failed", "", [passed, failed]), [ofTest]],
    [
      "a file that cannot be loaded",
      reportOf("failed", "No module", []),
      [{ path, test: undefined, error: "No module" }],
    ],
    [
      "a hook of the file, once for all the tests that it keeps from running",
      reportOf("failed", "No server", [skipped, skipped]),
      [{ path, test: undefined, error: "No server" }],
    ],
    [
      "a hook after a test that failed, too",
      reportOf("failed", "Not stopped", [failed]),
      [ofTest, { path, test: undefined, error: "Not stopped" }],
    ],
  ])("names %s", (_case, report, failures) => {
    expect(failuresOf([report])).toEqual(failures);
  });

  it("names a hook of which the report says nothing", () => {
    const [failure] = failuresOf([reportOf("failed", "", [skipped])]);
    expect(failure).toMatchObject({ path, test: undefined });
    expect(failure?.error).toContain("see above");
  });
});

describe("tellFailures", () => {
  it.each([
    ["unit", "packages/agent/src/a.test.ts"],
    ["kernel", "packages/agent/src/a.kernel.test.ts"],
    ["cluster", "tools/nodes/a.cluster.test.ts"],
  ])("tells the project %s, the file and the test", (project, path) => {
    const failure = { path: `${root}/${path}`, test: "adds", error: "Error: 3" };
    expect(tellFailures([failure], root)).toEqual([
      "",
      `FAILED ${project} ${path} > adds`,
      "    Error: 3",
    ]);
  });

  it("leaves out colours and the frames of others", () => {
    const error = [
      "\u001b[31mError\u001b[39m: 3",
      "    at add (/tree/add.ts:3:1)",
      "    at run (file:///tree/node_modules/vitest/run.js:1:1)",
      "    at new Promise (<anonymous>)",
      "    at process.processTicksAndRejections (node:internal/process/task_queues:104:5)",
    ].join("\n");
    const [, , ...lines] = tellFailures([{ path: `${root}/a.test.ts`, test: "adds", error }], root);
    expect(lines).toEqual(["    Error: 3", "        at add (/tree/add.ts:3:1)"]);
  });

  it("tells twelve lines of an error", () => {
    const error = Array.from({ length: 100 }, (_, line) => `line ${line}`).join("\n");
    const lines = tellFailures([{ path: `${root}/a.test.ts`, test: "adds", error }], root);
    expect(lines.at(-1)).toBe("    line 11");
  });

  it("tells twenty failures, and how many more there are", () => {
    const failures = Array.from({ length: 23 }, (_, index) => ({
      path: `${root}/a.test.ts`,
      test: `case ${index}`,
      error: "",
    }));
    const lines = tellFailures(failures, root);
    expect(lines.filter((line) => line.startsWith("FAILED"))).toHaveLength(20);
    expect(lines.at(-1)).toBe("and 3 more failures; see above");
  });
});
