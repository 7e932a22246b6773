// @ts-check
/**
 * What failed, out of vitest's JSON reports, for a log of which only the end is kept. Plain
 * JavaScript for any Node, as summary.mjs.
 */
import { relative } from "node:path";
import { stripVTControlCharacters } from "node:util";

/** How many failures are told, and how many lines of each one's error: half the end of a log. */
const shownFailures = 20;
const shownLines = 12;

/** Of the runner, libraries and Node; where our own code stands is what is wanted. */
const foreignFrame = /^\s+at .*(node_modules\/|node:internal|<anonymous>\)$)/;

/** Vitest says nothing of a hook within a `describe`, and nothing of a file whose process died. */
const unsaid = "A hook failed, or the file did not end; see above";

/**
 * @typedef {object} TestResult
 * @property {string} fullName
 * @property {string} status
 * @property {readonly string[]} failureMessages
 *
 * @typedef {object} FileResult
 * @property {string} name path of the file
 * @property {string} status `failed` also where only a hook failed, or it could not be loaded
 * @property {string} message of what failed outside its tests; empty: nothing, or vitest says nothing of it
 * @property {readonly TestResult[]} assertionResults
 *
 * @typedef {object} Report of one run
 * @property {number} numPassedTests
 * @property {readonly FileResult[]} testResults
 *
 * @typedef {object} Failure a test, or a file outside its tests
 * @property {string} path
 * @property {string | undefined} test undefined: the file could not be loaded, or a hook of it failed
 * @property {string} error
 */

/**
 * A file that failed outside its tests counts once, whatever it has left out.
 *
 * @param {readonly Report[]} reports
 * @returns {readonly Failure[]}
 */
export function failuresOf(reports) {
  return reports.flatMap(({ testResults }) => testResults).flatMap(failuresOfFile);
}

/**
 * @param {FileResult} file
 * @returns {readonly Failure[]}
 */
function failuresOfFile({ name: path, status, message, assertionResults }) {
  const tests = assertionResults
    .filter((test) => test.status === "failed")
    .map((test) => ({ path, test: test.fullName, error: test.failureMessages.join("\n") }));
  const isOutsideTests = status === "failed" && (tests.length === 0 || message !== "");
  if (!isOutsideTests) return tests;
  return [...tests, { path, test: undefined, error: message || unsaid }];
}

/**
 * The lines to print: for each failure its project, file and name, and the first lines of its error.
 *
 * @param {readonly Failure[]} failures
 * @param {string} root folder that paths are shown from
 * @returns {readonly string[]}
 */
export function tellFailures(failures, root) {
  const told = failures.slice(0, shownFailures).flatMap((failure) => tellFailure(failure, root));
  const untold = failures.length - shownFailures;
  return untold > 0 ? [...told, "", `and ${untold} more failures; see above`] : told;
}

/**
 * @param {Failure} failure
 * @param {string} root
 * @returns {readonly string[]}
 */
function tellFailure({ path, test, error }, root) {
  const name = test ?? "(outside its tests)";
  const lines = stripVTControlCharacters(error)
    .split("\n")
    .filter((line) => line.trim() !== "" && !foreignFrame.test(line))
    .slice(0, shownLines);
  return [
    "",
    `FAILED ${projectOf(path)} ${relative(root, path)} > ${name}`,
    ...lines.map((line) => `    ${line}`),
  ];
}

/**
 * @param {string} path
 * @returns {string} as vitest.config.ts tells projects apart
 */
function projectOf(path) {
  return /\.(kernel|cluster)\.test\.ts$/.exec(path)?.[1] ?? "unit";
}
