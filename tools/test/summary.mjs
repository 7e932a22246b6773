// @ts-check
/**
 * Prints what failed, and as its last line how many tests passed and failed; fails where some did or
 * none ran:
 *
 *   summary.mjs REPORTS CODE
 *
 * REPORTS is the folder of vitest's JSON reports, CODE what `npm test` ended with. Plain JavaScript
 * for any Node, since it also speaks where the setup failed.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { failuresOf, tellFailures } from "./failures.mjs";

/**
 * @typedef {import("./failures.mjs").Report} Report
 *
 * @typedef {object} Summary
 * @property {number} passed
 * @property {number} failed
 * @property {readonly string[]} lines what failed
 */

/**
 * Whatever failed beside the tests (a check, the setup) counts as one failed test.
 *
 * @param {readonly Report[]} reports none: vitest did not come to write one
 * @param {number} code exit code of the whole
 * @param {string} root folder that paths are shown from
 * @returns {Summary}
 */
export function summarize(reports, code, root) {
  const passed = reports.reduce((sum, { numPassedTests }) => sum + numPassedTests, 0);
  const failures = failuresOf(reports);
  if (failures.length > 0) {
    return { passed, failed: failures.length, lines: tellFailures(failures, root) };
  }
  if (code === 0 && passed > 0) return { passed, failed: 0, lines: [] };
  const lines = ["", `FAILED no test, but something else, with exit code ${code}; see above`];
  return { passed, failed: 1, lines };
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
  const reports = readReports(folder);
  const { passed, failed, lines } = summarize(reports, Number(code), process.cwd());
  for (const line of lines) console.log(line);
  console.log(`${passed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
}
