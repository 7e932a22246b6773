import { spawn } from "node:child_process";
import { once } from "node:events";
import { basename } from "node:path";

import type { World } from "./world.ts";

/** Removes a world when told to, and when this process ends without a word. */
export interface WorldGuard {
  /** Removes the world now. */
  remove(): Promise<void>;
}

/**
 * Starts a process that outlives this one by a moment and removes a world, even after SIGKILL. Tests
 * do without: what they leave goes with the next world.
 */
export function guardWorld(world: World): WorldGuard {
  const program = `${import.meta.dirname}/world-guard-program.ts`;
  const guard = spawn(process.execPath, [program, basename(world.folder)], {
    // Ctrl-C must not end it before its work.
    detached: true,
    stdio: ["pipe", "ignore", "inherit"],
  });
  const closed = once(guard, "close");
  return {
    async remove() {
      guard.stdin.end();
      await closed;
      world.close();
    },
  };
}
