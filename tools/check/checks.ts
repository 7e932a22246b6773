import { existsSync, readdirSync } from "node:fs";

import { readMissingPackages } from "../lock/lock-file.ts";
import { type Outcome, runCommand, runCommands } from "./command.ts";
import { checkGenerated } from "./generated-files.ts";
import { checkOtherLanguage } from "./other-language.ts";

/** One thing that must hold for the whole repository. */
export interface Check {
  readonly name: string;
  /** It must run alone, and before the others, since it writes files that they read. */
  readonly alone?: true;
  run(): Promise<Outcome>;
}

/** All checks, those first that take long. */
export const checks: readonly Check[] = [
  { name: "generated files", alone: true, run: checkGenerated },
  { name: "lint", run: () => runCommand(["eslint", "."]) },
  {
    name: "types",
    run: () => runCommands(typeScriptProjects().map((path) => ["tsc", "-p", path])),
  },
  { name: "format", run: () => runCommand(["prettier", "--check", "--log-level", "warn", "."]) },
  {
    name: "import direction",
    run: () =>
      runCommand(["depcruise", "packages", "tools", "--config", ".dependency-cruiser.cjs"]),
  },
  { name: "dead code", run: () => runCommand(["knip", "--no-progress", "--no-config-hints"]) },
  { name: "wire in another language", run: checkOtherLanguage },
  { name: "lock file", run: checkLockFile },
];

function typeScriptProjects(): readonly string[] {
  const packages = readdirSync("packages").map((name) => `packages/${name}/tsconfig.json`);
  return [...packages.filter((path) => existsSync(path)), "tools/tsconfig.json"];
}

function checkLockFile(): Promise<Outcome> {
  const missing = readMissingPackages();
  const output = missing.map((folder) => `${folder} is missing: run \`npm run lock\``).join("\n");
  return Promise.resolve({ ok: missing.length === 0, output });
}
