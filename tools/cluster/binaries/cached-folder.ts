import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";

import { withBuildLock } from "./build-lock.ts";
import type { Progress } from "./progress.ts";

/** Where what took long to make is kept: `$XDG_CACHE_HOME/localredirect`, by default in ~/.cache. */
export function cacheRoot(): string {
  const configured = process.env["XDG_CACHE_HOME"];
  // The XDG specification: unset, empty and relative all mean the default.
  const root = configured?.startsWith("/") === true ? configured : join(homedir(), ".cache");
  return join(root, "localredirect");
}

/** A folder to have; its name says everything that it depends on. */
export interface CachedFolder {
  /** Where such folders are kept. */
  readonly root: string;
  readonly name: string;
  /** Makes the content in the folder that it is given. */
  readonly make: (folder: string) => Promise<void>;
}

/**
 * The path of a folder, which is made where it is missing, once for all processes that want it at
 * the same time. A folder under its final name is always whole: it got that name when it was.
 */
export async function cachedFolder(wanted: CachedFolder, progress: Progress): Promise<string> {
  const { root, name } = wanted;
  const folder = join(root, name);
  if (existsSync(folder)) return folder;
  await mkdir(root, { recursive: true });
  await withBuildLock(join(root, `${name}.lock`), progress, async () => {
    // Another process may have made it while this one waited.
    if (existsSync(folder)) return;
    await removeUnfinished(root, name);
    progress(`made once, then kept: ${folder}`);
    const unfinished = await mkdtemp(join(root, `${name}.unfinished-`));
    try {
      await wanted.make(unfinished);
      await rename(unfinished, folder);
    } finally {
      await rm(unfinished, { recursive: true, force: true });
    }
  });
  return folder;
}

/** Those of processes that were killed: whoever calls this has the lock, so none is at work. */
async function removeUnfinished(root: string, name: string) {
  for (const entry of await readdir(root)) {
    if (entry.startsWith(`${name}.unfinished-`)) {
      await rm(join(root, entry), { recursive: true, force: true });
    }
  }
}
