import { expect, test } from "vitest";

import { measureCluster } from "./cluster-bench.ts";

test("measureCluster measures everything in a small cluster, too", async () => {
  const said: string[] = [];
  const size = {
    nodes: 20,
    pods: 100,
    agents: 20,
    policies: 5,
    replicas: 2,
    proof: "token",
  } as const;
  const rounds = { readinessChanges: 6, policyChanges: 2, reconnects: 2, away: 100, idle: 100 };
  const result = await measureCluster(size, rounds, (text) => said.push(text));
  expect(result.size).toEqual(size);
  expect(result.readiness.changes).toBe(6);
  expect(result.readiness.toAgent.median).toBeGreaterThan(0);
  expect(result.policyChange.toAll.median).toBeGreaterThan(0);
  expect(result.reconnect.toAll.median).toBeGreaterThan(0);
  expect(result.reconnect.lost).toBe(0);
  expect(result.start.tables.longest).toBeGreaterThan(result.start.listening);
  expect(result.memory.peak).toBeGreaterThanOrEqual(result.memory.idle);
  expect(said.length).toBeGreaterThan(3);
});
