// @ts-check
/**
 * Makes a checkout ready: Debian packages, npm packages (a supported Node among them) and the
 * build. Runs before anything is installed, so it is plain JavaScript for the Node of the machine
 * (20 or newer) and imports no package.
 */
import { chdir } from "node:process";

import { buildStep } from "./build.mjs";
import { debianStep } from "./debian-packages.mjs";
import { requireSupportedMachine } from "./machine.mjs";
import { npmStep } from "./npm-packages.mjs";
import { runSteps } from "./steps.mjs";
import { SetupError } from "./setup-error.mjs";

chdir(`${import.meta.dirname}/../..`);

try {
  requireSupportedMachine();
  await runSteps([debianStep, npmStep, buildStep]);
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  process.stderr.write(`setup: ${error.message}\n`);
  if (error.output !== "") process.stderr.write(`${error.output}\n`);
  process.stderr.write(`What to do: ${error.mend}\n`);
  process.exitCode = 1;
}
