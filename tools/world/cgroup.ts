import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

/** How long killed processes may take to be gone, in milliseconds. */
const emptyDeadline = 10_000;

/**
 * Where cgroup v2 is mounted: on machines with both versions it lies below the usual place.
 *
 * @param mounts the content of /proc/mounts
 * @throws {Error} where it is not mounted
 */
export function findCgroupMount(mounts: string = readFileSync("/proc/mounts", "utf8")): string {
  for (const line of mounts.split("\n")) {
    const [, path, type] = line.split(" ");
    if (type === "cgroup2" && path !== undefined) return path;
  }
  throw new Error("No cgroup v2 is mounted: mount it with `mount -t cgroup2 none /sys/fs/cgroup`");
}

/** Makes a cgroup and those above it, where they are missing. */
export function createCgroup(path: string): void {
  mkdirSync(path, { recursive: true });
}

/**
 * Kills whatever runs in a cgroup or below it and removes them all. It does so without yielding,
 * since it must also work in a process that is about to end. Removing what is absent is success.
 *
 * @throws {Error} where processes survive their kill for ten seconds
 */
export function removeCgroup(path: string): void {
  const deadline = performance.now() + emptyDeadline;
  while (existsSync(path)) {
    if (performance.now() > deadline) {
      throw new Error(`Processes in ${path} are still there ${emptyDeadline} ms after their kill`);
    }
    // Each time: who was started just before the first kill may join after it.
    writeFileSync(join(path, "cgroup.kill"), "1");
    if (isEmpty(path)) removeFolders(path);
    else sleep(1);
  }
}

function isEmpty(path: string): boolean {
  return readFileSync(join(path, "cgroup.events"), "utf8").includes("populated 0");
}

/** Leaves those that somebody has joined meanwhile. */
function removeFolders(path: string): void {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.isDirectory()) removeFolders(join(path, entry.name));
  }
  try {
    rmdirSync(path);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EBUSY")) throw error;
  }
}

/** Waits without yielding. */
function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
