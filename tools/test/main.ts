/**
 * Runs the checks, builds the control plane and the nodes that cluster tests start, and then runs every test;
 * these also where something before them failed: whoever mends things wants to see all of it. What
 * follows on the command line goes to vitest.
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
// Minutes on a machine that has none yet: here it can say how it goes, within a test it could not.
const built = runs(process.execPath, ["tools/nodes/main.ts", "build"]);
const tested = runs("node_modules/.bin/vitest", ["run", ...process.argv.slice(2)]);
if (!checked || !built || !tested) process.exitCode = 1;
