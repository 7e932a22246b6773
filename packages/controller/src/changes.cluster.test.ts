import { afterAll, afterEach, beforeAll, beforeEach, test } from "vitest";

import { ChangingCluster, usual, usualSpec } from "./testing/changing-cluster.ts";
import { changesOfNodes } from "./testing/changes-of-nodes.ts";
import { changesOfPods } from "./testing/changes-of-pods.ts";
import { changesOfPolicies } from "./testing/changes-of-policies.ts";

let cluster: ChangingCluster;

beforeAll(async () => {
  cluster = await ChangingCluster.start();
});
afterAll(() => cluster.stop());
beforeEach(() => cluster.fill());
afterEach(() => cluster.clear());

test.each([...changesOfNodes, ...changesOfPods, ...changesOfPolicies])(
  "a controller follows $what",
  async ({ steps }) => {
    for (const { change, seen } of steps) {
      await change(cluster);
      await cluster.untilSeen({ ...usual, ...seen });
    }
  },
);

test("a controller follows a namespace that is deleted", async () => {
  await cluster.api.namespace("gone");
  await cluster.api.service("web", "10.96.2.1", "gone");
  const labels = { app: "web" };
  await cluster.api.pod("web-c", { namespace: "gone", labels, node: "node-a", ip: "10.1.0.7" });
  const frontend = { serviceMatcher: { serviceName: "web", namespace: "gone" } };
  await cluster.api.policy("gone", { ...usualSpec, frontend });
  await cluster.untilSeen({
    a: [...usual.a, "10.96.2.1:80/TCP -> 10.1.0.7:8080 (web-c)"],
    b: [...usual.b, "10.96.2.1:80/TCP ->  ()"],
    policies: ["gone on 2 of 2 with 1", ...usual.policies],
  });
  await cluster.remove("/api/v1/namespaces/gone");
  await cluster.untilSeen({
    ...usual,
    policies: [
      "gone ResolvedRefs=False/ServiceNotFound Programmed=False/Unresolved Ready=False/NotReady on 0 of 2 with 0",
      ...usual.policies,
    ],
  });
});
