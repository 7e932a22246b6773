// @ts-check
import { spawn } from "node:child_process";

/** How much of a failed command's output is shown, in characters. */
const shownOutput = 8000;

/**
 * Runs a command without input and keeps its output back.
 *
 * @param {string} command
 * @param {readonly string[]} parameters
 * @param {Record<string, string>} environment added to that of this process
 * @returns {Promise<{ ok: boolean, output: string, shown: string }>} output: all that it printed
 *   to standard output; shown: the end of all that it printed, for people
 */
export function run(command, parameters, environment = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, parameters, {
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    let shown = "";
    const show = (/** @type {string} */ text) => {
      shown = (shown + text).slice(-shownOutput);
    };
    child.stdout.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
      output += text;
      show(text);
    });
    child.stderr.setEncoding("utf8").on("data", show);
    child.on("error", (error) => resolve({ ok: false, output, shown: error.message }));
    child.on("close", (code) => resolve({ ok: code === 0, output, shown: shown.trim() }));
  });
}
