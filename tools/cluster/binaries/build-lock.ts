import { spawn } from "node:child_process";
import { once } from "node:events";

import { ClusterError } from "../cluster-error.ts";
import { type Progress, reported } from "./progress.ts";

/** How long the lock may take before it is said that another process holds it, in milliseconds. */
const patience = 1000;

/**
 * Performs work that only one process of the machine may do at a time. The kernel holds the lock
 * (flock(2), by the program of that name) and takes it back when this process ends, however it
 * does: the lock's holder reads from a pipe that ends with us.
 */
export async function withBuildLock<Value>(
  file: string,
  progress: Progress,
  work: () => Promise<Value>,
): Promise<Value> {
  const holder = spawn("flock", [file, "sh", "-c", "echo held; exec cat"], {
    // Ctrl-C is for us: what we clean up then is still to be under the lock.
    detached: true,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const closed = once(holder, "close");
  try {
    const held = Promise.race([once(holder.stdout, "data"), closed.then(lockRefused)]);
    await saidWhenLate(held, file, progress);
    return await work();
  } finally {
    holder.stdin.end();
    await closed;
  }
}

async function saidWhenLate(held: Promise<unknown>, file: string, progress: Progress) {
  const late = Promise.withResolvers<"late">();
  const timer = setTimeout(() => {
    late.resolve("late");
  }, patience);
  try {
    if ((await Promise.race([held, late.promise])) !== "late") return;
    await reported(progress, `waiting for another process that builds, lock ${file}`, () => held);
  } finally {
    clearTimeout(timer);
  }
}

function lockRefused(): never {
  throw new ClusterError("build", "flock (of Debian's util-linux) ended without the lock");
}
