import { bad, good, type Result } from "@localredirect/process";
import { relative } from "node:path";
import type { Mount } from "./mount-info.ts";

/** Where sockets are redirected and pods are found. */
export interface CgroupRoot {
  /** Folder of the cgroup. */
  readonly path: string;
  /** Levels below the real root of cgroup v2; 0: it is the root. */
  readonly level: number;
}

/** The inode of cgroup v2's real root; any other root is a container's private view. */
const realRootInode = 1n;

/**
 * Finds the cgroup to work on among the mounts, wherever they are.
 *
 * @param given the folder to use; undefined: the real root
 * @param inodeOf a folder's inode; undefined: it is not in cgroup v2 or cannot be read
 */
export function findCgroupRoot(
  mounts: readonly Mount[],
  given: string | undefined,
  inodeOf: (path: string) => bigint | undefined,
): Result<CgroupRoot> {
  const views = mounts.filter(({ type }) => type === "cgroup2").map(({ mountPoint }) => mountPoint);
  const roots = views.filter((mountPoint) => inodeOf(mountPoint) === realRootInode);
  const [root] = roots;
  if (root === undefined) return bad(noRealRoot(views));
  if (given === undefined) return good({ path: root, level: 0 });
  if (inodeOf(given) === undefined) {
    return bad(`${given} is not a folder of cgroup v2: give a --cgroup below ${root}`);
  }
  const above = roots
    .filter((mountPoint) => isWithin(mountPoint, given))
    .sort((a, b) => b.length - a.length)[0];
  if (above === undefined) {
    return bad(
      `${given} is in a mount that does not show the root of cgroup v2, so that pods' levels are ` +
        `unknown: give a --cgroup below ${root}`,
    );
  }
  return good({ path: given, level: levelsBelow(above, given) });
}

function noRealRoot(views: readonly string[]): string {
  const [view] = views;
  if (view === undefined) {
    return (
      "No cgroup v2 file system is mounted: mount one, " +
      "mount -t cgroup2 none /sys/fs/cgroup/unified, or boot with systemd.unified_cgroup_hierarchy=1"
    );
  }
  return (
    `The cgroup v2 file system at ${view} is a container's private view, not the node's: mount the ` +
    "node's /sys/fs/cgroup into the container (hostPath), and give it with --cgroup if it is hidden"
  );
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith("../");
}

function levelsBelow(folder: string, path: string): number {
  return relative(folder, path)
    .split("/")
    .filter((name) => name !== "").length;
}
