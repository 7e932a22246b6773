import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { promisify } from "node:util";

import { cgroupHierarchies } from "../nodes/node-cgroups.ts";
import type { PodContainer } from "../nodes/pod-container.ts";

const execute = promisify(execFile);

/** A container's cgroup of the controller that bounds memory, and the names of its files. */
interface MemoryCgroup {
  readonly folder: string;
  readonly usage: string;
  readonly limit: string;
  /** What the file memory.stat calls the pages that the kernel can do without. */
  readonly reclaimable: string;
}

/** How much more than it has a container may take, in bytes; what is wanted is twice as much. */
const room = 16 * 1024 * 1024;

/**
 * Has a container run out of memory: lowers its limit to little more than it has, and then wants
 * more than that in its cgroup. The kernel kills the largest process there, which must take more than
 * 32 MB: that is the container's own.
 */
export async function runOutOfMemory(container: PodContainer): Promise<void> {
  const { folder, usage, limit, reclaimable } = memoryCgroup(container);
  const read = (file: string): string => readFileSync(join(folder, file), "utf8");
  const used = Number(read(usage));
  const free = Number(new RegExp(`^${reclaimable} (\\d+)$`, "m").exec(read("memory.stat"))?.[1]);
  writeFileSync(join(folder, limit), String(used - free + room));
  const wanted = String(2 * room);
  const script = 'echo $$ > "$1/cgroup.procs" && head -c "$2" /dev/zero | tail -c "$2" > /dev/null';
  await execute("sh", ["-c", script, "sh", folder, wanted]);
}

/** That of version 1, where there is one. */
function memoryCgroup({ pid, cgroup }: PodContainer): MemoryCgroup {
  const hierarchy = cgroupHierarchies().find(
    ({ path, version }) => version === 1 && basename(path).split(",").includes("memory"),
  );
  if (hierarchy === undefined) {
    const files = { usage: "memory.current", limit: "memory.max", reclaimable: "file" };
    return { folder: cgroup, ...files };
  }
  const cgroups = readFileSync(`/proc/${pid}/cgroup`, "utf8");
  const path = /^\d+:(?:\w+,)*memory(?:,\w+)*:(.*)$/m.exec(cgroups)?.[1] ?? "";
  const files = { usage: "memory.usage_in_bytes", limit: "memory.limit_in_bytes" };
  return { folder: join(hierarchy.path, path), ...files, reclaimable: "cache" };
}
