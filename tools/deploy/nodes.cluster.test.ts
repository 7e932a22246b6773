import { readFileSync } from "node:fs";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import { applicationPod, askFrom, untilPodsReady } from "../nodes/application.ts";
import type { Cluster } from "../nodes/cluster.ts";
import { startInstalledCluster } from "./installed-cluster.ts";
import { attachedToSockets, pinnedIn } from "./kernel-traces.ts";
import { installOnNodes, removeFromNodes } from "./node-installation.ts";

const examples = join(import.meta.dirname, "../../deploy/examples");
const patience = { timeout: 60_000, interval: 200 };
const nodeNames = ["node-1", "node-2"];

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startInstalledCluster();
  await cluster.plane.apply(
    // The Service's own pod, and on each node one that connections are redirected to.
    applicationPod({ name: "server", nodeName: "node-2", labels: { app: "http-server" } }),
    ...nodeNames.flatMap((nodeName) => [
      applicationPod({ name: `local-${nodeName}`, nodeName, labels: { app: "http-redirect" } }),
      applicationPod({ name: `client-${nodeName}`, nodeName }),
      applicationPod({ name: `host-${nodeName}`, nodeName, hostNetwork: true }),
    ]),
    service,
  );
  const kinds = ["local", "client", "host"];
  const pods = nodeNames.flatMap((nodeName) => kinds.map((kind) => `${kind}-${nodeName}`));
  await untilPodsReady(cluster.plane, ["server", ...pods]);
});
afterAll(() => cluster.stop());

const service = {
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "http-server-v4", namespace: "default" },
  spec: {
    selector: { app: "http-server" },
    clusterIP: "10.96.10.80",
    ports: [
      { name: "p1", port: 8080, targetPort: 80 },
      { name: "p2", port: 80, targetPort: 80 },
    ],
  },
};

/** Who answers a pod. */
async function serverOf(pod: string, target: string): Promise<string> {
  const result = await askFrom(cluster.plane, pod, "tcp", target);
  return result.ok ? result.answer.server : result.error;
}

/** Who answers some questions of a pod. */
async function serversOf(pod: string, target: string, times: number): Promise<readonly string[]> {
  const servers = new Set<string>();
  for (let time = 0; time < times; time += 1) servers.add(await serverOf(pod, target));
  return [...servers];
}

/** Applies a policy of the examples and waits until all nodes have it. */
async function applyPolicy(name: string): Promise<void> {
  await cluster.plane.apply(readFileSync(join(examples, `${name}.yaml`), "utf8"));
  await cluster.plane.kubectl([
    ...["wait", "--for=condition=Programmed", "--timeout=60s", `lrp/${name}`],
  ]);
}

test.each(nodeNames)("without a policy the Service answers pods on %s", async (nodeName) => {
  await vi.waitFor(async () => {
    expect(await serverOf(`client-${nodeName}`, "10.96.10.80:8080")).toBe("server");
  }, patience);
});

describe.each([
  ["test-service", "10.96.10.80"],
  ["test-addr", "169.254.0.90"],
])("with the policy %s", (policy, address) => {
  beforeAll(() => applyPolicy(policy));

  test.each(nodeNames.flatMap((node) => [`client-${node}`, `host-${node}`]))(
    "only the pod on its own node answers %s",
    async (pod) => {
      const local = pod.replace(/^[a-z]+/, "local");
      for (const port of [80, 8080]) {
        expect(await serversOf(pod, `${address}:${port}`, 5)).toEqual([local]);
      }
    },
  );
});

test("a node without a ready backend falls back to the Service, the other one does not", async () => {
  await cluster.plane.kubectl(["delete", "pod", "local-node-1"]);

  await vi.waitFor(async () => {
    expect(await serverOf("client-node-1", "10.96.10.80:80")).toBe("server");
  }, patience);
  expect(await serversOf("client-node-2", "10.96.10.80:80", 5)).toEqual(["local-node-2"]);
});

test("uninstalled, nothing is redirected and nothing is attached or pinned", async () => {
  for (const node of cluster.nodes) {
    expect(await attachedToSockets(node)).not.toEqual([]);
    expect(await pinnedIn(node)).not.toEqual([]);
  }
  await installOnNodes(cluster, "uninstall");

  for (const nodeName of nodeNames) {
    expect(await serverOf(`client-${nodeName}`, "10.96.10.80:80")).toBe("server");
  }
  for (const node of cluster.nodes) {
    expect(await attachedToSockets(node)).toEqual([]);
    expect(await pinnedIn(node)).toEqual([]);
  }
  await removeFromNodes(cluster, "uninstall");
});
