import { setImmediate } from "node:timers/promises";

/** How long one piece of work may hold the event loop, in milliseconds: changes wait for it. */
const slice = 5;

/**
 * Runs a generator to its end and lets the event loop turn in between, so that streams are served
 * while something long goes on.
 */
export async function runWithBreaths<T>(work: Generator<undefined, T>): Promise<T> {
  let began = performance.now();
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (performance.now() - began < slice) continue;
    await setImmediate();
    began = performance.now();
  }
}
