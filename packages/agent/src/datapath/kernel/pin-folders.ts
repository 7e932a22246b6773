import { existsSync, mkdirSync, readdirSync, rmdirSync, unlinkSync } from "node:fs";
import { basename, join } from "node:path";
import {
  isSocketsFolder,
  originalsMapNames,
  type PinPaths,
  serversMapNames,
  tableFolderLayout,
  tableMapNames,
} from "./pin-paths.ts";

/**
 * The programs of older tables see no sockets close for their servers: what is pinned of servers is
 * out of date once such programs have run.
 */
const firstLayoutWithServers = 2;

/** What an earlier agent left in a pin folder. */
export interface PinnedState {
  /** Our table's maps are all there, and so are the originals and the servers. */
  readonly tableIsWhole: boolean;
  /** The programs that are linked read our table. */
  readonly tableIsServed: boolean;
  /** A controller's whole table has been in our table. */
  readonly tableWasCompleted: boolean;
  /** All of the originals' maps are there. */
  readonly originalsAreWhole: boolean;
  /** All of the servers' maps are there, and no programs ran that left them unattended. */
  readonly serversAreWhole: boolean;
  /** Folders of tables, originals and servers of other layouts or sizes. */
  readonly otherFolders: readonly string[];
  /** Some program is attached. */
  readonly linked: boolean;
}

/** Looks into a pin folder. */
export function readPins(paths: PinPaths): PinnedState {
  const originals = namesIn(paths.originals);
  const table = namesIn(paths.table);
  const servers = namesIn(paths.servers);
  const originalsAreWhole = originalsMapNames.every((name) => originals.includes(name));
  const serversAreWhole =
    serversMapNames.every((name) => servers.includes(name)) &&
    namesIn(paths.root).some((name) => (tableFolderLayout(name) ?? 0) >= firstLayoutWithServers);
  return {
    originalsAreWhole,
    serversAreWhole,
    tableIsWhole:
      originalsAreWhole && serversAreWhole && tableMapNames.every((name) => table.includes(name)),
    tableIsServed: table.includes(basename(paths.served)),
    tableWasCompleted: table.includes(basename(paths.complete)),
    otherFolders: namesIn(paths.root)
      .filter((name) => tableFolderLayout(name) !== undefined || isSocketsFolder(name))
      .map((name) => join(paths.root, name))
      .filter((path) => ![paths.table, paths.originals, paths.servers].includes(path)),
    linked: namesIn(paths.links).length > 0,
  };
}

/** Makes a folder in a bpf file system; one that is there is no error. */
export function makeFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
}

/** Removes a folder of pins with all that is in it; one that is not there is no error. */
export function removeFolder(path: string): void {
  if (!existsSync(path)) return;
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) removeFolder(child);
    else unlinkSync(child);
  }
  rmdirSync(path);
}

/** The names in a folder; none where it is not there. */
export function namesIn(path: string): readonly string[] {
  return existsSync(path) ? readdirSync(path) : [];
}
