import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import {
  type ControlPlane,
  startControlPlane,
} from "../../../../../tools/cluster/control-plane.ts";
import { Relay } from "../../../../../tools/world/relay.ts";
import { ApiObjects } from "./testing/api-objects.ts";
import { ClusterWorld, installCrd } from "./testing/cluster-world.ts";
import type { Readable } from "./testing/cluster-world.ts";

const node = "node-a";
const first = "10.96.1.1:80/TCP -> 10.1.0.1:8080";
const both = "10.96.1.1:80/TCP -> 10.1.0.1:8080 10.1.0.2:8080";

let plane: ControlPlane;
let api: ApiObjects;
const endings: (() => Promise<void>)[] = [];

beforeAll(async () => {
  plane = await startControlPlane();
  api = new ApiObjects(plane);
  await installCrd(plane);
  await api.serviceAccount("default");
  await api.node(node);
  await api.service("web", "10.96.1.1");
  await api.pod("web-1", { labels: { app: "web" }, node, ip: "10.1.0.1" });
  await api.servicePolicy("web", "web");
});
afterAll(() => plane.stop());
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
  const path = "/api/v1/namespaces/default/pods/web-2";
  await plane.admin.request({ method: "DELETE", path });
});

async function readCluster(readable: Partial<Readable> = {}): Promise<ClusterWorld> {
  const world = new ClusterWorld({ kubeconfig: plane.kubeconfig, ...readable });
  endings.push(() => world.stop());
  await world.untilTable(node, [first]);
  world.watchOver(node);
  return world;
}

async function openRelay(): Promise<Relay> {
  const relay = await Relay.start({ host: "127.0.0.1", port: Number(new URL(plane.url).port) });
  endings.push(() => relay.close());
  return relay;
}

async function throughRelay(relay: Relay, kubeconfig: string): Promise<string> {
  const text = await readFile(kubeconfig, "utf8");
  const path = join(plane.folder, "proxied.kubeconfig");
  await writeFile(path, text.replaceAll(plane.url, `https://127.0.0.1:${relay.port}`));
  return path;
}

function secondPod(): Promise<void> {
  return api.pod("web-2", { labels: { app: "web" }, node, ip: "10.1.0.2" });
}

test("KubernetesSource keeps tables while the API server is gone, and goes on after it", async () => {
  const world = await readCluster();
  await plane.killApiServer();
  await world.until(() => world.problems.some((problem) => problem.includes("cannot be reached")));
  await plane.startApiServer();
  await secondPod();
  await world.untilTable(node, [both]);
  await world.until(() => world.problems.length === 0);
  expect(world.fewest(node)).toBe(1);
});

test("KubernetesSource lists again without a gap when the API has forgotten where it was", async () => {
  const world = await readCluster();
  await secondPod();
  await world.untilTable(node, [both]);
  // After it has started again, the API server knows only what etcd does.
  await plane.compactEtcd();
  await plane.killApiServer();
  await plane.startApiServer();
  await world.until(() => world.failures.includes("expired"));
  await plane.admin.expect({ method: "DELETE", path: "/api/v1/namespaces/default/pods/web-2" });
  await world.untilTable(node, [first]);
  expect(world.fewest(node)).toBe(1);
});

test("KubernetesSource notices a connection that is silent, and one that is cut", async () => {
  const relay = await openRelay();
  const kubeconfig = await throughRelay(relay, plane.kubeconfig);
  const world = await readCluster({ kubeconfig, watchPatience: 1000 });
  // Policies, Services, Nodes and pods; a watch that only begins now would not be silenced.
  await world.until(() => world.following === 4);
  relay.silence();
  await secondPod();
  await world.untilTable(node, [both]);
  expect(world.failures).toContain("silent");
  relay.cut();
  await plane.admin.expect({ method: "DELETE", path: "/api/v1/namespaces/default/pods/web-2" });
  await world.untilTable(node, [first]);
  expect(world.failures).toContain("unreachable");
  expect(world.fewest(node)).toBe(1);
});

test("KubernetesSource goes on with a token that is replaced, and needs these permissions", async () => {
  await plane.apply(...permissions());
  await api.addressPolicy("bound", "169.254.9.1", { matchLabels: { app: "none" } });
  await api.pod("bound", { labels: {}, node: "elsewhere", ip: "10.1.0.8" });
  const uid = await api.uid("/api/v1/namespaces/default/pods/bound");
  const account = "localredirect-controller";
  const expiring = await plane.serviceAccountToken("default", "default", {
    pod: { name: "bound", uid },
  });
  const tokenFile = join(plane.folder, "token");
  await writeFile(tokenFile, expiring);
  const relay = await openRelay();
  const kubeconfig = await withTokenFile(relay, tokenFile);
  const world = await readClusterWith(kubeconfig);

  // A token that is bound to a pod ends with it, as one does that expires.
  await plane.admin.expect({ method: "DELETE", path: "/api/v1/namespaces/default/pods/bound" });
  const isRefused = (): boolean => world.problems.some((problem) => problem.includes("401"));
  await expect
    .poll(
      () => {
        if (!isRefused()) relay.cut();
        return isRefused();
      },
      { timeout: 60_000, interval: 500 },
    )
    .toBe(true);
  await writeFile(tokenFile, await plane.serviceAccountToken("default", account));
  await secondPod();
  await world.until(() => world.table(node).includes(both));
  await world.until(() => world.problems.length === 0);
  expect(world.fewest(node)).toBe(0);
  await api.deletePolicy("bound");
});

test("KubernetesSource begins an epoch when etcd is restored from a backup", async () => {
  const world = await readCluster();
  const backup = join(plane.folder, "etcd-backup");
  await stopAll();
  await cp(join(plane.folder, "etcd"), backup, { recursive: true });
  await startAll();
  await secondPod();
  await world.untilTable(node, [both]);
  // An API server that starts writes some fifty times by itself.
  for (let index = 0; index < 300; index += 1) {
    await api.patchPod("web-2", { metadata: { labels: { index: String(index) } } });
  }
  await world.until(() => hasLabel(world, "299"));
  const [seen] = world.tables.watermarks;
  await stopAll();
  await rm(join(plane.folder, "etcd"), { recursive: true });
  await cp(backup, join(plane.folder, "etcd"), { recursive: true });
  await startAll();
  await world.untilTable(node, [first]);
  await world.until(() => world.tables.watermarks[0]?.epoch === 1);
  await world.until(() => world.problems.some((problem) => problem.includes("epoch 1 begins")));
  expect(world.tables.watermarks[0]?.revision).toBeLessThan(seen?.revision ?? 0);
  expect(world.fewest(node)).toBe(1);

  // Another replica, which starts only now, hears from an agent what there was.
  const late = await readCluster();
  expect(late.tables.watermarks[0]?.epoch).toBe(0);
  await late.until(() => {
    // An agent says it each second.
    if (seen !== undefined) late.source.noteSeen(seen);
    return late.tables.watermarks[0]?.epoch === 1;
  });
});

function hasLabel({ tables }: ClusterWorld, index: string): boolean {
  return tables.cluster.selectedPods(node, "web").some((pod) => pod.labels["index"] === index);
}

async function readClusterWith(kubeconfig: string): Promise<ClusterWorld> {
  const world = new ClusterWorld({ kubeconfig });
  endings.push(() => world.stop());
  await world.until(() => world.table(node).includes(first));
  world.watchOver(node);
  return world;
}

async function stopAll(): Promise<void> {
  await plane.killApiServer();
  await plane.stopEtcd();
}

async function startAll(): Promise<void> {
  await plane.startEtcd();
  await plane.startApiServer();
}

/** As in a pod, where the token is a file that is replaced. */
async function withTokenFile(relay: Relay, tokenFile: string): Promise<string> {
  const name = "localredirect";
  const server = `https://127.0.0.1:${relay.port}`;
  const authority = Buffer.from(plane.ca).toString("base64");
  const provider = { name: "tokenFile", config: { tokenFile } };
  const path = join(plane.folder, "token.kubeconfig");
  const config = {
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name, cluster: { server, "certificate-authority-data": authority } }],
    users: [{ name, user: { "auth-provider": provider } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    "current-context": name,
  };
  await writeFile(path, JSON.stringify(config));
  return path;
}

/** What README.md says that the source needs, and no more. */
function permissions(): readonly object[] {
  const name = "localredirect-source";
  const rbac = "rbac.authorization.k8s.io";
  const verbs = ["list", "watch"];
  const subjects = ["default", "localredirect-controller"].map((account) => ({
    kind: "ServiceAccount",
    name: account,
    namespace: "default",
  }));
  return [
    {
      apiVersion: "v1",
      kind: "ServiceAccount",
      metadata: { name: "localredirect-controller", namespace: "default" },
    },
    {
      apiVersion: `${rbac}/v1`,
      kind: "ClusterRole",
      metadata: { name },
      rules: [
        { apiGroups: [""], resources: ["pods", "services", "nodes"], verbs },
        { apiGroups: ["balancing.elf.io"], resources: ["localredirectpolicies"], verbs },
      ],
    },
    {
      apiVersion: `${rbac}/v1`,
      kind: "ClusterRoleBinding",
      metadata: { name },
      roleRef: { apiGroup: rbac, kind: "ClusterRole", name },
      subjects,
    },
  ];
}
