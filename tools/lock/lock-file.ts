import { readFileSync, writeFileSync } from "node:fs";

import { type LockedPackages, missingPackages } from "./missing-packages.ts";

interface LockFile {
  readonly packages: LockedPackages;
}

const path = `${import.meta.dirname}/../../package-lock.json`;

/** What `npm ci` would refuse package-lock.json for: see {@link missingPackages}. */
export function readMissingPackages(): readonly string[] {
  return Object.keys(missingPackages(readLockFile().packages));
}

/** Adds the missing packages, and returns their folders. */
export function completeLockFile(): readonly string[] {
  const lock = readLockFile();
  const missing = missingPackages(lock.packages);
  const entries = Object.entries({ ...lock.packages, ...missing });
  // As npm sorts them, so that its next run changes nothing.
  entries.sort(([one], [other]) => one.localeCompare(other, "en"));
  const packages = Object.fromEntries(entries);
  writeFileSync(path, `${JSON.stringify({ ...lock, packages }, null, 2)}\n`);
  return Object.keys(missing);
}

function readLockFile(): LockFile {
  // npm writes it, in the version that package.json's engines bring.
  return JSON.parse(readFileSync(path, "utf8")) as LockFile;
}
