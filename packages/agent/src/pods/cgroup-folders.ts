import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";

/** A cgroup below the root. */
export interface CgroupFolder {
  readonly path: string;
  readonly name: string;
  /** As the programs count it: levels below the root of cgroup v2. */
  readonly level: number;
}

/** A tree of cgroups and how to read it. */
export interface CgroupTree {
  readonly path: string;
  /** Levels of `path` itself below the root of cgroup v2. */
  readonly level: number;
  /** Reads a cgroup's id; throws where there is none. */
  readonly idOf: (path: string) => bigint;
}

/** No node has more cgroups outside of pods; of a tree that has, only so many are searched. */
const mostFolders = 20_000;

/**
 * All cgroups below a tree's root, the upper ones first.
 * @param isPod whether a folder is a pod's, below which nobody needs to look: the programs
 * recognise a container by its pod
 */
export function* listCgroups(
  tree: CgroupTree,
  isPod: (folder: CgroupFolder) => boolean,
): Generator<CgroupFolder> {
  const waiting: { readonly path: string; readonly level: number }[] = [tree];
  let listed = 0;
  for (const { path, level } of waiting) {
    for (const name of childFolders(path)) {
      if (listed === mostFolders) return;
      listed += 1;
      const child = { path: join(path, name), name, level: level + 1 };
      yield child;
      if (!isPod(child)) waiting.push(child);
    }
  }
}

/** The folders from a tree's root down to that which holds this one. */
export function foldersAbove(tree: CgroupTree, folder: CgroupFolder): readonly string[] {
  const above = dirname(folder.path);
  if (above === tree.path || !above.startsWith(tree.path)) return [tree.path];
  return [...foldersAbove(tree, { ...folder, path: above }), above];
}

function childFolders(path: string): readonly string[] {
  try {
    return readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  } catch {
    return []; // it went meanwhile
  }
}
