import { setTimeout as sleep } from "node:timers/promises";

/** How long anything may take, in milliseconds: less than a test may, so that its message is seen. */
const deadline = 40_000;

/**
 * Waits until something is true, and says how long that took.
 *
 * @param what for the message, for example `the agent is ready`; a function is asked at the end
 * @returns milliseconds
 * @throws {Error} where it is not true by the deadline
 */
export async function until(
  what: string | (() => string),
  isTrue: () => boolean | Promise<boolean>,
): Promise<number> {
  const start = performance.now();
  while (!(await isTrue())) {
    if (performance.now() - start > deadline) {
      const wanted = typeof what === "string" ? what : what();
      throw new Error(`Waited ${deadline / 1_000} s in vain until ${wanted}`);
    }
    await sleep(2);
  }
  return performance.now() - start;
}
