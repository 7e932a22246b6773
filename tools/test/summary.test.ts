import { describe, expect, it } from "vitest";

import { summarize } from "./summary.mjs";

describe("summarize", () => {
  const good = { status: "passed", assertionResults: [{}] };
  const unloaded = { status: "failed", assertionResults: [] };

  it.each([
    [
      "all passed",
      [{ numPassedTests: 3, numFailedTests: 0, testResults: [good] }],
      0,
      { passed: 3, failed: 0 },
    ],
    [
      "some failed",
      [
        { numPassedTests: 3, numFailedTests: 0, testResults: [good] },
        { numPassedTests: 4, numFailedTests: 2, testResults: [good] },
      ],
      1,
      { passed: 7, failed: 2 },
    ],
    [
      "a file could not be loaded",
      [{ numPassedTests: 3, numFailedTests: 0, testResults: [good, unloaded] }],
      1,
      { passed: 3, failed: 1 },
    ],
    [
      "the tests passed and a check failed",
      [{ numPassedTests: 3, numFailedTests: 0, testResults: [good] }],
      1,
      { passed: 3, failed: 1 },
    ],
    [
      "no test ran",
      [{ numPassedTests: 0, numFailedTests: 0, testResults: [] }],
      0,
      { passed: 0, failed: 1 },
    ],
    ["there is no report", [], 1, { passed: 0, failed: 1 }],
  ])("counts where %s", (_case, reports, code, summary) => {
    expect(summarize(reports, code)).toEqual(summary);
  });
});
