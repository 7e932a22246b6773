import { setTimeout as sleep } from "node:timers/promises";

import type { BenchWorld } from "./bench-world.ts";
import { processorTime, residentMegabytes } from "./process-usage.ts";
import { median } from "./statistics.ts";

/** What an agent costs its node. */
export interface AgentResult {
  readonly redirects: number;
  /** From its start, with nothing pinned, to a filled table and attached programs; milliseconds. */
  readonly toReady: number;
  /** Resident memory, in MB of 1,000,000 bytes, when it has been idle for two seconds. */
  readonly residentMegabytes: number;
  /** Processor time during the two idle seconds before, in milliseconds. */
  readonly idleProcessor: number;
}

/** After a start the agent gives back what only that needed; it waits a second for more to come. */
const settleMilliseconds = 3_000;
const idleMilliseconds = 2_000;

/** Starts an agent several times from nothing; the controller must be running. */
export async function measureAgent(
  bench: BenchWorld,
  { redirects, starts }: { readonly redirects: number; readonly starts: number },
): Promise<AgentResult> {
  const { planes } = bench;
  const samples: Omit<AgentResult, "redirects">[] = [];
  for (let start = 0; start < starts; start += 1) {
    const begin = performance.now();
    const ready = await planes.startAgent();
    const toReady = performance.now() - begin;
    if (ready["redirects"] !== redirects) {
      throw new Error(`The agent is ready with ${String(ready["redirects"])} of ${redirects}`);
    }
    const pid = planes.pid("agent");
    if (pid === undefined) throw new Error("The agent has ended");
    await sleep(settleMilliseconds);
    const before = processorTime(pid);
    await sleep(idleMilliseconds);
    samples.push({
      toReady,
      residentMegabytes: residentMegabytes(pid),
      idleProcessor: processorTime(pid) - before,
    });
    await planes.end("agent", "SIGTERM");
    await planes.run(["localredirect-agent", "--uninstall", "--pin", planes.pins]);
  }
  const of = (what: keyof (typeof samples)[number]): number =>
    median(samples.map((sample) => sample[what]));
  return {
    redirects,
    toReady: of("toReady"),
    residentMegabytes: of("residentMegabytes"),
    idleProcessor: of("idleProcessor"),
  };
}
