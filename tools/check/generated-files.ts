import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { type Outcome, runCommand } from "./command.ts";

/** Where no file is that belongs to the repository. */
const ignoredFolders = new Set([".git", ".nx", "node_modules", "dist", "build"]);

/**
 * Generates everything again and tells which files are no longer what they were. They stay as
 * generated, so that `git diff` shows what is new and a commit mends it.
 */
export async function checkGenerated(): Promise<Outcome> {
  const before = hashFiles(".");
  const generation = await runCommand(["nx", "run-many", "-t", "generate", "--outputStyle=static"]);
  if (!generation.ok) return generation;
  const changed = changedFiles(before, hashFiles("."));
  return {
    ok: changed.length === 0,
    output: changed.map((path) => `${path} was not as generated; it is now`).join("\n"),
  };
}

/** The paths whose hashes differ, and those that only one of both has, in order. */
export function changedFiles(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => before.get(path) !== after.get(path))
    .sort();
}

function hashFiles(root: string): ReadonlyMap<string, string> {
  const hashes = new Map<string, string>();
  for (const path of filesBelow(root)) {
    hashes.set(path, createHash("sha256").update(readFileSync(path)).digest("hex"));
  }
  return hashes;
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ignoredFolders.has(entry.name) ? [] : filesBelow(path);
    return entry.isFile() ? [path] : [];
  });
}
