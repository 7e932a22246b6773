import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { stringify } from "yaml";

import type { BenchWorld } from "./bench-world.ts";
import { KernelTable } from "../world/kernel-table.ts";
import { frontendPort, policy, virtualIp } from "./redirect-manifests.ts";
import { quantile } from "./statistics.ts";

/** From a manifest's change to the kernel's map, in milliseconds. */
export interface LatencyResult {
  readonly redirects: number;
  readonly changes: number;
  readonly median: number;
  readonly p99: number;
  readonly longest: number;
}

/** Of the policy that comes and goes; no other has its virtual IP. */
const changingPolicy = 15_000;

/**
 * Writes a manifest with one policy's change, by rename as editors and ConfigMaps do, and looks
 * when the kernel's table follows; agent and controller must be running.
 */
export async function measureLatency(
  bench: BenchWorld,
  { redirects, changes }: { readonly redirects: number; readonly changes: number },
): Promise<LatencyResult> {
  using table = new KernelTable(bench.planes.pins);
  const file = join(bench.manifests, "changing.yaml");
  const samples: number[] = [];
  for (let change = 0; change <= changes; change += 1) {
    const enabled = change % 2 === 0;
    const next = join(bench.manifests, ".changing.yaml");
    writeFileSync(next, stringify(policy(changingPolicy, enabled)));
    const start = performance.now();
    renameSync(next, file);
    table.waitUntil(virtualIp(changingPolicy), frontendPort, enabled);
    // The first is the file's first appearance.
    if (change > 0) samples.push(performance.now() - start);
    // Neither in step with any timer of the programs, nor back to back.
    await sleep(5 + ((change * 7) % 20));
  }
  rmSync(file);
  return {
    redirects,
    changes,
    median: quantile(samples, 0.5),
    p99: quantile(samples, 0.99),
    longest: quantile(samples, 1),
  };
}
