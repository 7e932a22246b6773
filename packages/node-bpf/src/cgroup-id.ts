import { statfsSync, statSync } from "node:fs";

import { BpfError } from "./bpf-error.ts";
import { attempt } from "./native-call.ts";

/** CGROUP2_SUPER_MAGIC in linux/magic.h. */
const cgroupFileSystemType = 0x63677270;

/** EINVAL in errno.h. */
const invalid = 22;

/**
 * The id of a cgroup, as bpf_get_current_cgroup_id() gives it to programs: the inode number of
 * its directory.
 *
 * @param path a directory of a cgroup v2 file system
 * @throws {BpfError} ENOENT, or EINVAL for a path elsewhere
 */
export function cgroupId(path: string): bigint {
  const operation = `find the id of cgroup ${path}`;
  if (attempt(operation, () => statfsSync(path)).type !== cgroupFileSystemType) {
    throw new BpfError(operation, invalid, { detail: "it is not in a cgroup v2 file system" });
  }
  return attempt(operation, () => statSync(path, { bigint: true })).ino;
}
