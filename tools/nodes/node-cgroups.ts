import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** One mounted hierarchy of cgroups. */
export interface CgroupHierarchy {
  /** Where it is mounted. */
  readonly path: string;
  readonly version: 1 | 2;
}

/**
 * All hierarchies of this machine: one of version 2, on many machines several of version 1 too.
 *
 * @param mounts the content of /proc/mounts
 */
export function cgroupHierarchies(
  mounts: string = readFileSync("/proc/mounts", "utf8"),
): readonly CgroupHierarchy[] {
  return mounts.split("\n").flatMap((line): readonly CgroupHierarchy[] => {
    const [, path, type] = line.split(" ");
    if (path === undefined) return [];
    if (type === "cgroup") return [{ path, version: 1 }];
    return type === "cgroup2" ? [{ path, version: 2 }] : [];
  });
}

/**
 * Makes a cgroup in each hierarchy, as kubelet wants it, and the one above it. In that of version 2
 * it has a folder `system` for the node's own processes: where kubelet is to share controllers
 * out, the folder itself may hold none.
 *
 * @param name a path below each hierarchy, of two parts
 */
export function createNodeCgroups(name: string): void {
  const [cluster = ""] = name.split("/");
  for (const { path, version } of cgroupHierarchies()) {
    for (const [parent, folder] of [
      [path, join(path, cluster)],
      [join(path, cluster), join(path, name)],
    ] as const) {
      mkdirSync(folder, { recursive: true });
      if (version === 1) copyProcessors(parent, folder);
      else shareControllers(parent);
    }
    preferProcesses(join(path, cluster));
    if (version === 2) {
      shareControllers(join(path, name));
      mkdirSync(join(path, name, "system"), { recursive: true });
    }
  }
}

/**
 * Gives the pods of a cluster more of this machine's processors, when they want them, than what
 * runs beside it: each node is to be a machine of its own, whose servers answer in time also while
 * something is built here.
 */
function preferProcesses(cluster: string): void {
  for (const [file, weight] of [
    // Both 32 times the default.
    ["cpu.shares", 32 * 1_024],
    ["cpu.weight", 32 * 100],
  ] as const) {
    const path = join(cluster, file);
    if (existsSync(path)) writeFileSync(path, String(weight));
  }
}

/** A new cgroup of the controller cpuset has neither processors nor memory, so nothing may run. */
function copyProcessors(parent: string, folder: string): void {
  for (const file of ["cpuset.cpus", "cpuset.mems"]) {
    const from = join(parent, file);
    if (existsSync(from)) writeFileSync(join(folder, file), readFileSync(from));
  }
}

/** Lets the cgroups below one have all its controllers: none, where version 1 has them. */
function shareControllers(folder: string): void {
  const controllers = readFileSync(join(folder, "cgroup.controllers"), "utf8").trim().split(" ");
  const wanted = controllers.filter((name) => name !== "").map((name) => `+${name}`);
  if (wanted.length > 0) writeFileSync(join(folder, "cgroup.subtree_control"), wanted.join(" "));
}
