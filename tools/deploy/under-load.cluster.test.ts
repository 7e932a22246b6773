import { existsSync } from "node:fs";

import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { jsonField } from "../cluster/json-field.ts";
import { answeredBy } from "../demo/dns-clients.ts";
import { buildImages } from "../images/build-images.ts";
import { applicationPod, untilPodsReady } from "../nodes/application.ts";
import { type Cluster, startCluster } from "../nodes/cluster.ts";
import { findContainer, type PodContainer } from "../nodes/pod-container.ts";
import { type DnsLoadTotals, startDnsLoad } from "./dns-load.ts";
import { namespace } from "./installation.ts";
import { installOnNodes } from "./node-installation.ts";

const patience = { timeout: 60_000, interval: 500 };

/** What is installed, as `kubectl rollout` names it, and the label of its pods. */
const caches = {
  flag: "--namespace=kube-system",
  namespace: "kube-system",
  name: "daemonset/node-local-dns",
  label: "k8s-app=node-local-dns",
};
const agents = {
  flag: `--namespace=${namespace}`,
  namespace,
  name: "daemonset/localredirect-agent",
  label: "app.kubernetes.io/component=agent",
};
const controllers = {
  ...agents,
  name: "deployment/localredirect-controller",
  label: "app.kubernetes.io/component=controller",
};
type Workload = typeof caches;

let cluster: Cluster;
beforeAll(async () => {
  const images = await buildImages({
    ...{ builder: undefined, base: undefined, tag: "dev", cached: true },
    progress: (line) => {
      process.stderr.write(`images: ${line}\n`);
    },
  });
  cluster = await startCluster({ images: images.map(({ file }) => file) });
  await installOnNodes(cluster, "nodelocaldns");
  const clients = cluster.nodes.map(({ name }) => ({ name: `client-${name}`, nodeName: name }));
  await cluster.plane.apply(...clients.map(applicationPod));
  const names = clients.map(({ name }) => name);
  await untilPodsReady(cluster.plane, names);
  const programmed = ["wait", "--for=condition=Programmed", "lrp/node-local-dns", "--timeout=60s"];
  await cluster.plane.kubectl(programmed);
});
afterAll(() => cluster.stop());

async function podsOf({ flag, label }: Workload): Promise<readonly string[]> {
  const query = ["get", "pods", flag, `--selector=${label}`, "--output=name"];
  const names = await cluster.plane.kubectl(query);
  return names
    .trim()
    .split("\n")
    .map((name) => name.replace("pod/", ""));
}

/** Replaces all pods of workloads at once, and waits until it is done. */
async function roll(...workloads: readonly Workload[]): Promise<void> {
  for (const { flag, name } of workloads) {
    await cluster.plane.kubectl(["rollout", "restart", flag, name]);
  }
  await untilRolledOut(...workloads);
}

async function untilRolledOut(...workloads: readonly Workload[]): Promise<void> {
  for (const { flag, name } of workloads) {
    await cluster.plane.kubectl(["rollout", "status", flag, name, "--timeout=100s"]);
  }
}

async function rollCaches(rollingUpdate: object): Promise<void> {
  const patch = JSON.stringify({ spec: { updateStrategy: { rollingUpdate } } });
  await cluster.plane.kubectl(["patch", caches.flag, caches.name, `--patch=${patch}`]);
  await roll(caches);
}

/** Kills a container's first process, as the kernel does where memory is short. */
async function kill({ pid, cgroup }: PodContainer): Promise<void> {
  process.kill(pid, "SIGKILL");
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
    ...["delete", "pod", agents.flag, ...force],
    ...(await podsOf(agents)),
  ]);
}

async function restartContainerd(): Promise<void> {
  for (const { containerd } of cluster.nodes) {
    await containerd.kill();
    await containerd.start();
  }
}

/** Kills the agents, which come back to what is pinned, and the controllers cannot help. */
async function killAgentsWithoutApiServer(): Promise<void> {
  const pods = await podsOf(agents);
  const found = await Promise.all(pods.map((pod) => findContainer(cluster, namespace, pod)));
  await cluster.plane.killApiServer();
  for (const container of found) await kill(container);
  await cluster.plane.startApiServer();
  for (const pod of pods) {
    await vi.waitFor(() => findContainer(cluster, namespace, pod), patience);
  }
}

/** Waits until queries are answered by the caches alone, by that of each node. */
async function untilCachesAnswer(): Promise<void> {
  const { plane, nodes } = cluster;
  await untilRolledOut(caches, agents, controllers);
  await vi.waitFor(async () => {
    const before = await answeredBy(plane);
    const grown = async (prefix: string): Promise<readonly number[]> =>
      [...(await answeredBy(plane))]
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, count]) => count - (before.get(name) ?? 0));
    await vi.waitFor(async () => {
      const counts = await grown("node-local-dns-");
      expect(counts).toHaveLength(nodes.length);
      expect(Math.min(...counts)).toBeGreaterThan(100);
    });
    // What the caches themselves ask it.
    expect(Math.max(...(await grown("coredns-")))).toBeLessThan(10);
  }, patience);
}

/** Has a pod on each node ask while something happens, and until the caches answer again. */
async function askWhile(happens: () => Promise<void>): Promise<readonly DnsLoadTotals[]> {
  const clients = cluster.nodes.map(({ name }) => `client-${name}`);
  const pods = await Promise.all(clients.map((pod) => findContainer(cluster, "default", pod)));
  const loads = await Promise.all(pods.map(startDnsLoad));
  const done = happens().then(untilCachesAnswer);
  const stopAll = () => Promise.all(loads.map((load) => load.stop()));
  const totals = await done.then(stopAll, stopAll);
  await done;
  return totals;
}

test.each<readonly [string, () => Promise<void>]>([
  [
    "the caches are rolled, each before the next",
    () => rollCaches({ maxSurge: 0, maxUnavailable: 1 }),
  ],
  ["the caches are rolled with surge", () => rollCaches({ maxSurge: 1, maxUnavailable: 0 })],
  ["the agents are rolled", () => roll(agents)],
  ["the controllers are rolled", () => roll(controllers)],
  ["caches, agents and controllers are rolled at once", () => roll(caches, agents, controllers)],
  ["the agents are killed", async () => killPods(agents, await podsOf(agents))],
  ["the agents' pods are deleted by force", deleteAgents],
  ["containerd is restarted", restartContainerd],
  ["the controllers' leader is killed", killLeader],
  ["the agents are killed while there is no API server", killAgentsWithoutApiServer],
])("while %s, no query is lost and no connection fails", async (title, happens) => {
  const totals = await askWhile(happens);
  process.stderr.write(`under load: ${title}: ${summary(totals)}\n`);
  for (const { queries, lost, firstError } of totals.flatMap(({ udp, tcp }) => [udp, tcp])) {
    expect(queries).toBeGreaterThan(0);
    expect({ lost, firstError }).toEqual({ lost: 0, firstError: "" });
  }
});

/** What became of the loads of all nodes, for people. */
function summary(totals: readonly DnsLoadTotals[]): string {
  const sum = (numberOf: (each: DnsLoadTotals) => number): number =>
    totals.map(numberOf).reduce((one, other) => one + other, 0);
  const queries = sum(({ udp }) => udp.queries);
  const connections = sum(({ tcp }) => tcp.queries);
  const lost = sum(({ udp, tcp }) => udp.lost + tcp.lost);
  return `${queries} queries, ${connections} connections, ${lost} lost`;
}
