import { describe, expect, it } from "vitest";

import type { TestResult } from "./failures.mjs";
import { summarize } from "./summary.mjs";

describe("summarize", () => {
  const passedTest = { fullName: "adds", status: "passed", failureMessages: [] };
  const failedTest = { fullName: "adds wrongly", status: "failed", failureMessages: ["Error: 3"] };
  const good = fileOf("passed", [passedTest]);
  const bad = fileOf("failed", [passedTest, failedTest, failedTest]);
  const unloaded = fileOf("failed", []);

  function fileOf(status: string, assertionResults: readonly TestResult[]) {
    return { name: "/tree/a.test.ts", status, message: "", assertionResults };
  }

  it.each([
    ["all passed", [{ numPassedTests: 3, testResults: [good] }], 0, { passed: 3, failed: 0 }],
    [
      "some failed",
      [
        { numPassedTests: 3, testResults: [good] },
        { numPassedTests: 4, testResults: [good, bad] },
      ],
      1,
      { passed: 7, failed: 2 },
    ],
    [
      "a file could not be loaded",
      [{ numPassedTests: 3, testResults: [good, unloaded] }],
      1,
      { passed: 3, failed: 1 },
    ],
    [
      "the tests passed and a check failed",
      [{ numPassedTests: 3, testResults: [good] }],
      1,
      { passed: 3, failed: 1 },
    ],
    ["no test ran", [{ numPassedTests: 0, testResults: [] }], 0, { passed: 0, failed: 1 }],
    ["there is no report", [], 1, { passed: 0, failed: 1 }],
  ])("counts where %s, and tells what failed", (_case, reports, code, { passed, failed }) => {
    const summary = summarize(reports, code, "/tree");
    expect(summary).toMatchObject({ passed, failed });
    const told = summary.lines.filter((line) => line.startsWith("FAILED "));
    expect(told).toHaveLength(failed);
  });
});
