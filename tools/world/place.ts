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
 * What to execute so that a command runs in a place: its pid is that of the program itself, so a
 * signal reaches it, and it is in its cgroup before the program begins.
 *
 * @param command the program and its parameters
 */
export function placedCommand(
  place: Place,
  command: readonly string[],
): readonly [program: string, ...parameters: string[]] {
  // Each exec keeps the pid: the shell becomes nsenter, and nsenter the program.
  const script = 'echo $$ > "$1/cgroup.procs" && shift && exec nsenter "$@"';
  const network = `--net=${namespaceFolder}/${place.namespace}`;
  return ["sh", "-c", script, "sh", place.cgroup, network, "--", ...command];
}

/**
 * Starts a process in a place: see {@link placedCommand}.
 *
 * @param command the program and its parameters
 */
export function startIn(
  place: Place,
  command: readonly string[],
  options: StartOptions = {},
): PlacedProcess {
  const [program, ...parameters] = placedCommand(place, command);
  const env = { ...process.env, ...options.environment };
  const child = spawn(program, parameters, { stdio: "pipe", env });
  return createPlacedProcess(child, createLineQueue(), command);
}
