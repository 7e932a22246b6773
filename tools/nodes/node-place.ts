import { join } from "node:path";

import type { Entrance } from "../cluster/servers/server-process.ts";
import type { AddressPair } from "../world/address-plan.ts";
import type { NodePrograms } from "./node-programs.ts";

/** What all parts of one node know of it. */
export interface NodePlace {
  readonly name: string;
  /** From 1 on. */
  readonly number: number;
  readonly addresses: AddressPair;
  /** Of the node's first process, as this machine sees it. */
  readonly pid: number;
  /** What the node keeps, and what its servers log. */
  readonly folder: string;
  /** Its cgroup, as a path below each hierarchy. */
  readonly cgroup: string;
  readonly programs: NodePrograms;
  /** The way into its namespaces and its cgroup of version 2. */
  readonly entrance: Entrance;
}

/** Becomes a process of the cgroup that is its first parameter, then the command after that. */
const enterCgroup = 'echo 0 > "$1/cgroup.procs" && shift && exec "$@"';

/**
 * The way into a node.
 *
 * @param cgroupFolder of the node, where cgroup v2 is mounted
 */
export function nodeEntrance(pid: number, cgroupFolder: string): Entrance {
  return {
    command: [
      "nsenter",
      `--target=${pid}`,
      ...["--net", "--mount", "--uts", "--ipc", "--pid", "--"],
      ...["sh", "-c", enterCgroup, "sh", join(cgroupFolder, "system")],
    ],
    // A process is in the process namespace that it was born in.
    forks: true,
  };
}
