import { setTimeout } from "node:timers/promises";

/** Waits for a condition that must come true within ten seconds. */
export async function until(what: string, condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`Waited 10 s in vain until ${what}`);
    await setTimeout(5);
  }
}
