// @ts-check
/**
 * Prints as its last line how many tests passed and failed, and fails where some did or none ran:
 *
 *   summary.mjs REPORT CODE
 *
 * REPORT is vitest's JSON report, CODE what `npm test` ended with. Plain JavaScript for any Node,
 * since it also speaks where the setup failed.
 */
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

/**
 * @typedef {object} Report
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {{ status: string, assertionResults: unknown[] }[]} testResults one for each file
 *
 * @typedef {{ passed: number, failed: number }} Summary
 */

/**
 * Counts a file that could not even be loaded as a failed test, and whatever else failed (a check,
 * the setup) as one.
 *
 * @param {Report | undefined} report undefined: vitest did not come to write one
 * @param {number} code exit code of the whole
 * @returns {Summary}
 */
export function summarize(report, code) {
  const passed = report?.numPassedTests ?? 0;
  const unloaded = (report?.testResults ?? []).filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  const failed = (report?.numFailedTests ?? 0) + unloaded.length;
  const isUnexplained = failed === 0 && (code !== 0 || passed === 0);
  return { passed, failed: isUnexplained ? 1 : failed };
}

/**
 * @param {string} path
 * @returns {Report | undefined}
 */
function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [report = "", code = "1"] = process.argv.slice(2);
  const { passed, failed } = summarize(readReport(report), Number(code));
  console.log(`${passed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
}
