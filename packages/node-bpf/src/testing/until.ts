import { setTimeout } from "node:timers/promises";

/** How long a condition may take to come true, in milliseconds: the machine may be busy. */
const patience = 40_000;

/** Waits for a condition that must come true. */
export async function until(what: string, condition: () => boolean): Promise<void> {
  const deadline = Date.now() + patience;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`Waited ${patience} ms in vain until ${what}`);
    await setTimeout(5);
  }
}
