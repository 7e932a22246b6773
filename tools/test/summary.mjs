// @ts-check
/**
 * Prints as its last line how many tests passed and failed, and fails where some did or none ran:
 *
 *   summary.mjs REPORTS CODE
 *
 * REPORTS is the folder of vitest's JSON reports, CODE what `npm test` ended with. Plain JavaScript
 * for any Node, since it also speaks where the setup failed.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
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
 * @param {readonly Report[]} reports none: vitest did not come to write one
 * @param {number} code exit code of the whole
 * @returns {Summary}
 */
export function summarize(reports, code) {
  const passed = sumOf(reports.map(({ numPassedTests }) => numPassedTests));
  const unloaded = reports
    .flatMap(({ testResults }) => testResults)
    .filter(({ status, assertionResults }) => status === "failed" && assertionResults.length === 0);
  const failed = sumOf(reports.map(({ numFailedTests }) => numFailedTests)) + unloaded.length;
  const isUnexplained = failed === 0 && (code !== 0 || passed === 0);
  return { passed, failed: isUnexplained ? 1 : failed };
}

/** @param {readonly number[]} numbers */
function sumOf(numbers) {
  return numbers.reduce((sum, number) => sum + number, 0);
}

/**
 * @param {string} folder
 * @returns {readonly Report[]} without those that vitest did not write to their end
 */
function readReports(folder) {
  return readdirSync(folder).flatMap((name) => {
    try {
      return [JSON.parse(readFileSync(join(folder, name), "utf8"))];
    } catch {
      return [];
    }
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [folder = "", code = "1"] = process.argv.slice(2);
  const { passed, failed } = summarize(readReports(folder), Number(code));
  console.log(`${passed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
}
