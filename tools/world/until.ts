import { setTimeout as sleep } from "node:timers/promises";

/** How long anything may take, in milliseconds. */
const deadline = 60_000;

/**
 * Waits until something is true, and says how long that took.
 *
 * @param what for the message, for example `the agent is ready`
 * @returns milliseconds
 * @throws {Error} where it is not true within a minute
 */
export async function until(
  what: string,
  isTrue: () => boolean | Promise<boolean>,
): Promise<number> {
  const start = performance.now();
  while (!(await isTrue())) {
    if (performance.now() - start > deadline) {
      throw new Error(`Waited ${deadline / 1_000} s in vain until ${what}`);
    }
    await sleep(2);
  }
  return performance.now() - start;
}
