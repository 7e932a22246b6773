import type { Fleet } from "./fleet.ts";
import type { AgentBatch } from "./light-agent.ts";

/** Which batches are waited for. */
export interface WantedBatches {
  /** One of each. */
  readonly nodes: readonly string[];
  readonly isMeant: (batch: AgentBatch) => boolean;
  /** For the error's message: `each agent has its table`. */
  readonly what: string;
}

/** How long it may take, in milliseconds: where other work takes ten times the processors, minutes. */
const deadline = 900_000;

/**
 * Waits, from now on, until each of some nodes has got a batch.
 *
 * @returns when the first that is meant came to each, in milliseconds as monotonicTime has them
 * @throws {Error} where some have not by the deadline
 */
export async function firstBatches(
  fleet: Fleet,
  { nodes, isMeant, what }: WantedBatches,
): Promise<ReadonlyMap<string, number>> {
  const missing = new Set(nodes);
  const arrivals = new Map<string, number>();
  const all = Promise.withResolvers<undefined>();
  const stop = fleet.onBatch((batch) => {
    if (!isMeant(batch) || !missing.delete(batch.node)) return;
    arrivals.set(batch.node, batch.at);
    if (missing.size === 0) all.resolve(undefined);
  });
  const timer = setTimeout(() => {
    all.reject(
      new Error(
        `Waited ${deadline / 1_000} s in vain until ${what}: ${missing.size} of ${nodes.length} ` +
          `are left, and connections were lost ${fleet.losses} times`,
      ),
    );
  }, deadline);
  try {
    await all.promise;
  } finally {
    clearTimeout(timer);
    stop();
  }
  return arrivals;
}
