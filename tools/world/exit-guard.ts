import { removeWorld } from "./removal.ts";
import type { WorldId } from "./world-id.ts";

const guarded = new Set<WorldId>();
const signals: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];

/** Makes sure that a world goes with its process, however that ends (but for SIGKILL). */
export function guard(id: WorldId): void {
  if (guarded.size === 0) {
    process.on("exit", removeAll);
    for (const signal of signals) process.on(signal, endBySignal);
  }
  guarded.add(id);
}

/** To be called once the world is gone. */
export function unguard(id: WorldId): void {
  guarded.delete(id);
  if (guarded.size > 0) return;
  process.off("exit", removeAll);
  for (const signal of signals) process.off(signal, endBySignal);
}

function removeAll(): void {
  for (const id of guarded) removeWorld(id);
  guarded.clear();
}

function endBySignal(signal: NodeJS.Signals): void {
  // Whoever listens, too, has its own way to end, and at its exit the worlds go.
  if (process.listenerCount(signal) > 1) return;
  removeAll();
  process.off(signal, endBySignal);
  process.kill(process.pid, signal);
}
