/** `npm run lock`: brings package-lock.json up to package.json, with whatever `npm ci` wants. */
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";

import { completeLockFile } from "./lock-file.ts";

process.chdir(`${import.meta.dirname}/../..`);

/** Ends this program where npm fails, which has then said why. */
function npm(...parameters: readonly string[]): void {
  const { status } = spawnSync("npm", parameters, { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

npm("install", "--package-lock-only");
const added = completeLockFile();
for (const folder of added) console.log(`added without a checksum: ${folder}`);
// npm marks which of them only development needs.
if (added.length > 0) npm("install", "--package-lock-only");

// npm writes into this one, too, as if it had installed all of it; without it, setup does install.
rmSync("node_modules/.package-lock.json", { force: true });
