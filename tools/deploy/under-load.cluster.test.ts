import { existsSync } from "node:fs";
import { setTimeout } from "node:timers/promises";

import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { jsonField } from "../cluster/json-field.ts";
import { type Cluster, startCluster } from "../nodes/cluster.ts";
import { findContainer, type PodContainer } from "../nodes/pod-container.ts";
import { askWhile, expectNothingLost, startClients, summary } from "./ask-while.ts";
import { namespace } from "./installation.ts";
import { runOutOfMemory } from "./memory-shortage.ts";
import { installOnNodes } from "./node-installation.ts";
import { ourImages } from "./our-images.ts";
import { agents, caches, controllers, podsOf, roll, type Workload } from "./workloads.ts";

const patience = { timeout: 60_000, interval: 500 };

/** How long there is no API server, in milliseconds. */
const outage = 60_000;

/** A resolver asks again where it was refused, or had no answer. */
const asResolvers = { tries: 2, patience: 1_000 };

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster({
    images: await ourImages(),
    // After an outage that is longer than this, Kubernetes may call nodes and all of their pods not
    // ready until it has heard of them: also the only CoreDNS, whose Service then refuses queries.
    flags: { controllerManager: [`--node-monitor-grace-period=${(5 * outage) / 1000}s`] },
  });
  await installOnNodes(cluster, "nodelocaldns");
  await startClients(cluster);
});
afterAll(() => cluster.stop());

async function rollCaches(rollingUpdate: object): Promise<void> {
  const patch = JSON.stringify({ spec: { updateStrategy: { rollingUpdate } } });
  const { namespace: place, name } = caches;
  await cluster.plane.kubectl(["patch", `--namespace=${place}`, name, `--patch=${patch}`]);
  await roll(cluster.plane, caches);
}

/** Kills a container's first process. */
async function kill(container: PodContainer): Promise<void> {
  process.kill(container.pid, "SIGKILL");
  await untilGone(container);
}

async function untilGone({ cgroup }: PodContainer): Promise<void> {
  await vi.waitFor(() => {
    expect(existsSync(cgroup)).toBe(false);
  }, patience);
}

/** Kills the containers of pods, one after the other, and waits until each has another one. */
async function killPods(workload: Workload, pods: readonly string[]): Promise<void> {
  for (const pod of pods) {
    await kill(await findContainer(cluster, workload.namespace, pod));
    await vi.waitFor(() => findContainer(cluster, workload.namespace, pod), patience);
  }
}

async function killLeader(): Promise<void> {
  const leases = `/apis/coordination.k8s.io/v1/namespaces/${namespace}/leases`;
  const path = `${leases}/localredirect-controller`;
  const lease = await cluster.plane.admin.expect({ method: "GET", path });
  const holder = String(jsonField(lease, "spec", "holderIdentity"));
  await killPods(controllers, [holder.replace(/_[^_]*$/, "")]);
}

async function deleteAgents(): Promise<void> {
  const force = ["--force", "--grace-period=0"];
  await cluster.plane.kubectl([
    ...["delete", "pod", `--namespace=${namespace}`, ...force],
    ...(await podsOf(cluster.plane, agents)),
  ]);
}

async function runAgentsOutOfMemory(): Promise<void> {
  for (const pod of await podsOf(cluster.plane, agents)) {
    const container = await findContainer(cluster, namespace, pod);
    await runOutOfMemory(container);
    await untilGone(container);
    await vi.waitFor(async () => {
      expect(await reasonOfLastEnd(pod)).toBe("OOMKilled");
      await findContainer(cluster, namespace, pod);
    }, patience);
  }
}

/** Why the kubelet says that the container before an agent's present one has ended. */
async function reasonOfLastEnd(agent: string): Promise<unknown> {
  const path = `/api/v1/namespaces/${namespace}/pods/${agent}`;
  const pod = await cluster.plane.admin.expect({ method: "GET", path });
  const container = jsonField(pod, "status", "containerStatuses", "0");
  return jsonField(container, "lastState", "terminated", "reason");
}

async function restartContainerd(): Promise<void> {
  for (const { containerd } of cluster.nodes) {
    await containerd.kill();
    await containerd.start();
  }
}

/** Kills the agents, which come back to what is pinned, and the controllers cannot help. */
async function killAgentsWithoutApiServer(): Promise<void> {
  const pods = await podsOf(cluster.plane, agents);
  const found = await Promise.all(pods.map((pod) => findContainer(cluster, namespace, pod)));
  await cluster.plane.killApiServer();
  for (const container of found) await kill(container);
  await cluster.plane.startApiServer();
  for (const pod of pods) {
    await vi.waitFor(() => findContainer(cluster, namespace, pod), patience);
  }
}

/** Kills a cache amid an outage of the API server, so that nobody is told that it is not ready. */
async function killCacheWithoutApiServer(): Promise<void> {
  const { namespace: place } = caches;
  const [pod = ""] = await podsOf(cluster.plane, caches);
  const container = await findContainer(cluster, place, pod);
  await cluster.plane.killApiServer();
  await setTimeout(outage / 2);
  await kill(container);
  await setTimeout(outage / 2);
  await cluster.plane.startApiServer();
  await vi.waitFor(() => findContainer(cluster, place, pod), patience);
}

test.each<readonly [string, () => Promise<void>]>([
  [
    "the caches are rolled, each before the next",
    () => rollCaches({ maxSurge: 0, maxUnavailable: 1 }),
  ],
  ["the caches are rolled with surge", () => rollCaches({ maxSurge: 1, maxUnavailable: 0 })],
  ["the agents are rolled", () => roll(cluster.plane, agents)],
  ["the controllers are rolled", () => roll(cluster.plane, controllers)],
  [
    "caches, agents and controllers are rolled at once",
    () => roll(cluster.plane, caches, agents, controllers),
  ],
  ["the agents are killed", async () => killPods(agents, await podsOf(cluster.plane, agents))],
  ["the agents' pods are deleted by force", deleteAgents],
  ["the agents run out of memory, and the kernel kills them", runAgentsOutOfMemory],
  ["containerd is restarted", restartContainerd],
  ["the controllers' leader is killed", killLeader],
  ["the agents are killed while there is no API server", killAgentsWithoutApiServer],
])("while %s, no query is lost and no connection fails", async (title, happens) => {
  const totals = await askWhile(cluster, happens);
  process.stderr.write(`under load: ${title}: ${summary(totals)}\n`);
  expectNothingLost(totals);
});

test(
  "while a cache is killed in an outage of the API server, a second try has its answer",
  async () => {
    // Of caches that bound their ports before their node had an agent nothing is known.
    await roll(cluster.plane, caches);
    const totals = await askWhile(cluster, killCacheWithoutApiServer, asResolvers);
    process.stderr.write(`under load: a cache is killed in an outage: ${summary(totals)}\n`);
    expectNothingLost(totals);
  },
  6 * outage,
);
