import { readFileSync } from "node:fs";

/**
 * Which process made a world, and which of its worlds it is. All that a world makes on the machine
 * (namespaces, cgroups, folders) begins with the text of its identity, so that what a killed process
 * left behind can be recognised.
 */
export interface WorldId {
  /** Of the owner. */
  readonly pid: number;
  /** When the owner started, in clock ticks since boot: a number may be another process's later. */
  readonly startTime: number;
  /** 1 for the owner's first world. */
  readonly number: number;
}

const prefix = "localredirect-world";

/** For example `localredirect-world-4242-81234-1`. */
export function formatWorldId(id: WorldId): string {
  return [prefix, id.pid, id.startTime, id.number].join("-");
}

/** The world that a name belongs to, or undefined where it is nothing of ours. */
export function parseWorldId(name: string): WorldId | undefined {
  const match = new RegExp(`^${prefix}-(\\d+)-(\\d+)-(\\d+)(-|$)`).exec(name);
  if (match === null) return undefined;
  return { pid: Number(match[1]), startTime: Number(match[2]), number: Number(match[3]) };
}

/** When a process started, in clock ticks since boot, or undefined where there is none. */
export function startTimeOf(pid: number): number | undefined {
  let status: string;
  try {
    status = readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return undefined;
  }
  // The name, field 2, may hold spaces and parentheses; field 22 is the 20th after it.
  const fields = status.slice(status.lastIndexOf(")") + 2).split(" ");
  return Number(fields[19]);
}

/** Whether the process that made a world still runs. */
export function isOwnerAlive(id: WorldId): boolean {
  return startTimeOf(id.pid) === id.startTime;
}
