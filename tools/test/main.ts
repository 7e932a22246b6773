/**
 * Runs the checks and then every test, these also where a check failed: whoever mends things wants
 * to see all of it. What follows on the command line goes to vitest.
 */
import { spawnSync } from "node:child_process";

/** Whether a program, started from the root of the repository, ended well. */
function runs(command: string, parameters: readonly string[]): boolean {
  const { status, error } = spawnSync(command, parameters, { stdio: "inherit" });
  if (error !== undefined) throw error;
  return status === 0;
}

process.chdir(`${import.meta.dirname}/../..`);
const checked = runs(process.execPath, ["tools/check/main.ts"]);
const tested = runs("node_modules/.bin/vitest", ["run", ...process.argv.slice(2)]);
if (!checked || !tested) process.exitCode = 1;
