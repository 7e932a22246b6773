import { expect, test } from "vitest";

import { addControllerGauges, createControllerMetrics } from "./metrics.ts";

const metrics = createControllerMetrics("1.2.3");
addControllerGauges(metrics.registry, {
  streams: () => 3,
  mostRedirects: () => 10_000,
  nodeStates: () =>
    new Map([
      ["synced", 2],
      ["stale", 1],
    ]),
  sourceProblems: () => new Map([["error", 4]]),
});

test("every metric of ours has a help text and a name by the conventions", async () => {
  for (const { name, help, type } of await metrics.registry.getMetricsAsJSON()) {
    if (!name.startsWith("localredirect_")) {
      continue;
    }
    expect(name).toMatch(/^localredirect_controller_[a-z_]+$/);
    expect(help).toMatch(/^[A-Z].{10,}[^.]$/);
    expect(name.endsWith("_total")).toBe(String(type) === "counter");
  }
});

test.each([
  'localredirect_controller_build_info{version="1.2.3"} 1',
  "localredirect_controller_streams 3",
  "localredirect_controller_node_redirects_max 10000",
  'localredirect_controller_nodes{state="stale"} 1',
  'localredirect_controller_source_problems{severity="error"} 4',
  "localredirect_controller_batches_total 0",
  'localredirect_controller_sync_latency_seconds_bucket{le="0.02"} 0',
])("metrics show %s", async (line) => {
  expect(await metrics.registry.metrics()).toContain(`${line}\n`);
});
