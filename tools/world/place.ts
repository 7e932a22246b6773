import { spawn } from "node:child_process";

import { createLineQueue } from "./line-queue.ts";
import { namespaceFolder } from "./network-namespace.ts";
import { createPlacedProcess, type PlacedProcess } from "./placed-process.ts";

/** Where a process is: what it sees of the network, and the cgroup that it counts to. */
export interface Place {
  /** Name of the network namespace. */
  readonly namespace: string;
  /** Folder of the cgroup. */
  readonly cgroup: string;
}

/** How a process is started. */
export interface StartOptions {
  /** Added to the environment of this process. */
  readonly environment?: Readonly<Record<string, string>>;
}

/**
 * Starts a process in a place. Its pid is that of the program itself, so a signal reaches it, and
 * it is in its cgroup before the program begins.
 *
 * @param command the program and its parameters
 */
export function startIn(
  place: Place,
  command: readonly string[],
  options: StartOptions = {},
): PlacedProcess {
  // Each exec keeps the pid: the shell becomes nsenter, and nsenter the program.
  const script = 'echo $$ > "$1/cgroup.procs" && shift && exec nsenter "$@"';
  const child = spawn(
    "sh",
    [
      "-c",
      script,
      "sh",
      place.cgroup,
      `--net=${namespaceFolder}/${place.namespace}`,
      "--",
      ...command,
    ],
    { stdio: "pipe", env: { ...process.env, ...options.environment } },
  );
  return createPlacedProcess(child, createLineQueue(), command);
}
