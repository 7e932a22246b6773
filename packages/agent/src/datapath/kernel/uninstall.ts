import { BpfError, unmountBpfFileSystem } from "@localredirect/node-bpf";
import type { Logger } from "@localredirect/process";
import { existsSync, rmdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { openLink } from "./cgroup-links.ts";
import { lockFolder } from "./folder-lock.ts";
import { stopOrder } from "./hooks.ts";
import { namesIn, removeFolder } from "./pin-folders.ts";
import { isSocketsFolder, tableFolderLayout } from "./pin-paths.ts";

/** What an uninstallation took away; empty: there was nothing. */
export interface Uninstalled {
  /** Hooks whose programs no longer run. */
  readonly detached: readonly string[];
  /** Folders that are gone. */
  readonly removed: readonly string[];
}

/**
 * Ends all redirecting: detaches the programs, those that begin to redirect first, and removes all
 * that is pinned in a folder, and the folder. What is not ours stays.
 *
 * @throws DatapathError `locked` when an agent works there and does not end.
 */
export async function uninstall(pinFolder: string, logger: Logger): Promise<Uninstalled> {
  if (!existsSync(pinFolder)) return { detached: [], removed: [] };
  const lock = await lockFolder(pinFolder, logger);
  try {
    const links = join(pinFolder, "links");
    const detached = detachAll(links);
    const folders = namesIn(pinFolder)
      .filter((name) => tableFolderLayout(name) !== undefined || isSocketsFolder(name))
      .map((name) => join(pinFolder, name));
    const removed = [links, ...folders].filter((path) => existsSync(path));
    for (const folder of removed) removeFolder(folder);
    // A lock holds the folder, but not its name; a mount is in use while it is locked.
    lock.close();
    return { detached, removed: removePinFolder(pinFolder) ? [...removed, pinFolder] : removed };
  } finally {
    lock.close();
  }
}

/** Removes an empty pin folder, and a bpf file system that is mounted just there. */
function removePinFolder(pinFolder: string): boolean {
  // The kernel's own iterators, maps.debug and progs.debug, stand in every bpf file system.
  if (namesIn(pinFolder).some((name) => !name.endsWith(".debug"))) return false;
  try {
    if (isMountPoint(pinFolder)) unmountBpfFileSystem(pinFolder);
    rmdirSync(pinFolder);
    return true;
  } catch (error) {
    // In use, or a container's mount: an empty folder harms nobody.
    if (error instanceof BpfError || (error instanceof Error && "code" in error)) return false;
    throw error;
  }
}

function detachAll(links: string): readonly string[] {
  const names = namesIn(links);
  const known = stopOrder.flatMap((hook) => names.filter((name) => name.startsWith(hook)));
  for (const name of known) {
    using link = openLink(join(links, name));
    link?.detach();
  }
  return known;
}

function isMountPoint(path: string): boolean {
  return statSync(path).dev !== statSync(dirname(path)).dev;
}
