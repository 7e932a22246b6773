import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";

import {
  type ControlPlane,
  startControlPlane,
} from "../../../../../tools/cluster/control-plane.ts";
import { ApiObjects } from "./testing/api-objects.ts";
import { ClusterWorld, installCrd } from "./testing/cluster-world.ts";

let plane: ControlPlane;
let api: ApiObjects;
const worlds: ClusterWorld[] = [];

beforeAll(async () => {
  // The namespace controller takes a namespace's objects away; others would take away pods of
  // nodes that nobody renews.
  const off = "-node-lifecycle-controller,-pod-garbage-collector-controller";
  const flags = { controllerManager: [`--controllers=*,${off}`] };
  plane = await startControlPlane({ controllerManager: true, flags });
  api = new ApiObjects(plane);
  await installCrd(plane);
});
afterAll(() => plane.stop());
afterEach(async () => {
  await Promise.all(worlds.splice(0).map((world) => world.stop()));
});

async function readCluster(): Promise<ClusterWorld> {
  const world = new ClusterWorld({ kubeconfig: plane.kubeconfig });
  worlds.push(world);
  await world.until(() => world.tables.ready);
  return world;
}

const service = (name: string): string => `/api/v1/namespaces/default/services/${name}`;
const pod = (name: string): string => `/api/v1/namespaces/default/pods/${name}`;

type Step = "policy" | "service" | "pod" | "node";

function orders(steps: readonly Step[]): readonly (readonly Step[])[] {
  if (steps.length <= 1) return [steps];
  return steps.flatMap((first) =>
    orders(steps.filter((step) => step !== first)).map((rest) => [first, ...rest]),
  );
}

test("KubernetesSource gives the same table for every order of creation", async () => {
  const world = await readCluster();
  const all = orders(["policy", "service", "pod", "node"]);
  for (const [index, order] of all.entries()) {
    const name = `order-${index}`;
    const create: Record<Step, () => Promise<void>> = {
      policy: () => api.servicePolicy(name, name, { app: name }),
      service: () => api.service(name, `10.96.100.${index}`),
      pod: () => api.pod(name, { labels: { app: name }, node: name, ip: "10.1.0.1" }),
      node: () => api.node(name),
    };
    for (const step of order) await create[step]();
  }
  expect(all).toHaveLength(24);
  // Each policy works on all nodes, and has a backend on its own.
  for (const index of all.keys()) {
    const expected = `10.96.100.${index}:80/TCP -> 10.1.0.1:8080`;
    await world.until(() => {
      const table = world.table(`order-${index}`);
      return table.includes(expected) && table.length === all.length;
    });
  }
  const again = await readCluster();
  for (const index of all.keys()) {
    const node = `order-${index}`;
    expect(again.tables.table(node).digest).toBe(world.tables.table(node).digest);
  }
  for (const index of all.keys()) await api.deletePolicy(`order-${index}`);
  await world.untilTable("order-0", []);
});

describe("KubernetesSource, one policy for a Service", () => {
  const node = "story";

  beforeAll(async () => {
    await api.node(node);
    await api.service("web", "10.96.1.1");
    await api.pod("web-1", { labels: { app: "web" }, node, ip: "10.1.0.1" });
    await api.servicePolicy("web", "web");
  });

  test("follows a ClusterIP that changes, and a Service that is made anew", async () => {
    const world = await readCluster();
    await world.untilTable(node, ["10.96.1.1:80/TCP -> 10.1.0.1:8080"]);
    const external = { type: "ExternalName", externalName: "a.example", clusterIP: null };
    await api.patch(service("web"), { spec: { ...external, clusterIPs: null } });
    await world.untilTable(node, []);
    const internal = { type: "ClusterIP", externalName: null, clusterIP: "10.96.1.2" };
    await api.patch(service("web"), { spec: { ...internal, clusterIPs: ["10.96.1.2"] } });
    await world.untilTable(node, ["10.96.1.2:80/TCP -> 10.1.0.1:8080"]);
    await api.delete(service("web"));
    await world.untilTable(node, []);
    await api.service("web", "10.96.1.3");
    await world.untilTable(node, ["10.96.1.3:80/TCP -> 10.1.0.1:8080"]);
  });

  test("follows a pod's labels out of a selector and into it", async () => {
    const world = await readCluster();
    await api.pod("web-2", { labels: { app: "other" }, node, ip: "10.1.0.2" });
    await world.untilTable(node, ["10.96.1.3:80/TCP -> 10.1.0.1:8080"]);
    await api.patchPod("web-2", { metadata: { labels: { app: "web" } } });
    await world.untilTable(node, ["10.96.1.3:80/TCP -> 10.1.0.1:8080 10.1.0.2:8080"]);
    await api.patchPod("web-2", { metadata: { labels: { app: "other" } } });
    await world.untilTable(node, ["10.96.1.3:80/TCP -> 10.1.0.1:8080"]);
    await api.delete(pod("web-2"));
  });

  test("takes a pod of another uid under an old name for another pod", async () => {
    const world = await readCluster();
    await api.delete(pod("web-1"));
    await api.pod("web-1", { labels: { app: "web" }, node, ip: "10.1.0.9" });
    await world.untilTable(node, ["10.96.1.3:80/TCP -> 10.1.0.9:8080"]);
    const [redirect] = world.tables.table(node).redirects.values();
    const uid = await api.uid(pod("web-1"));
    expect(redirect?.redirect.members.map((member) => member.pod.uid)).toEqual([uid]);
  });

  test("takes a policy of another uid under an old name for another policy", async () => {
    const world = await readCluster();
    await api.deletePolicy("web");
    await api.servicePolicy("web", "web");
    const uid = await api.uid("/apis/balancing.elf.io/v1beta1/localredirectpolicies/web");
    await world.until(() => {
      const [redirect] = world.tables.table(node).redirects.values();
      return redirect?.redirect.policy.uid === uid && redirect.redirect.backends.length === 1;
    });
  });

  test("keeps what is in force until an edited selector has been listed", async () => {
    const world = await readCluster();
    await api.pod("next", { labels: { app: "next" }, node, ip: "10.1.0.3" });
    world.watchOver(node);
    const endpointSelector = { matchLabels: { app: "next" } };
    await api.patchPolicy("web", { spec: { backend: { endpointSelector } } });
    await world.untilTable(node, ["10.96.1.3:80/TCP -> 10.1.0.3:8080"]);
    await api.patchPolicy("web", {
      spec: { backend: { endpointSelector: { matchLabels: { app: "web" } } } },
    });
    await world.untilTable(node, ["10.96.1.3:80/TCP -> 10.1.0.9:8080"]);
    expect(world.fewest(node)).toBe(1);
    await api.delete(pod("next"));
  });

  test("moves from a watch of each selector to one of all, and back, without a gap", async () => {
    const world = await readCluster();
    world.watchOver(node);
    const names = Array.from({ length: 40 }, (_, index) => `many-${index}`);
    for (const [index, name] of names.entries()) {
      await api.addressPolicy(name, `169.254.1.${index}`, { matchLabels: { app: name } });
    }
    await api.pod("many", { labels: { app: "many-39" }, node, ip: "10.1.0.4" });
    await world.until(() => world.table(node).includes("169.254.1.39:80/TCP -> 10.1.0.4:8080"));
    expect(world.table(node)).toContain("10.96.1.3:80/TCP -> 10.1.0.9:8080");
    for (const name of names) await api.deletePolicy(name);
    await world.untilTable(node, ["10.96.1.3:80/TCP -> 10.1.0.9:8080"]);
    await api.delete(pod("many"));
  });

  test("watches all pods for a selector that excludes only", async () => {
    const world = await readCluster();
    const matchExpressions = [{ key: "app", operator: "NotIn", values: ["web"] }];
    await api.addressPolicy("not", "169.254.1.1", { matchExpressions });
    await world.until(() => world.table(node).includes("169.254.1.1:80/TCP -> "));
    await api.pod("other", { labels: { app: "other" }, node, ip: "10.1.0.5" });
    await world.until(() => world.table(node).includes("169.254.1.1:80/TCP -> 10.1.0.5:8080"));
    await api.deletePolicy("not");
    await api.delete(pod("other"));
    await world.untilTable(node, ["10.96.1.3:80/TCP -> 10.1.0.9:8080"]);
  });
});

test("KubernetesSource follows the deletion of a namespace", async () => {
  const world = await readCluster();
  await api.namespace("gone");
  await api.node("gone");
  await api.service("web", "10.96.2.1", "gone");
  await api.pod("web", { namespace: "gone", labels: { app: "web" }, node: "gone", ip: "10.1.0.1" });
  await api.servicePolicy("gone", "web", { namespace: "gone" });
  const line = "10.96.2.1:80/TCP -> 10.1.0.1:8080";
  await world.until(() => world.table("gone").includes(line));
  await api.delete("/api/v1/namespaces/gone");
  await world.until(() => !world.table("gone").some((row) => row.startsWith("10.96.2.1")));
  await api.deletePolicy("gone");
});

test("KubernetesSource reads lists of several pages", async () => {
  await api.node("pages");
  await api.addressPolicy("pages", "169.254.2.1", { matchLabels: { app: "pages" } });
  const names = Array.from({ length: 1100 }, (_, index) => index);
  while (names.length > 0) {
    const some = names.splice(0, 20).map((index) => {
      const ip = `10.2.${Math.floor(index / 250)}.${index % 250}`;
      return api.pod(`pages-${index}`, { labels: { app: "pages" }, node: `pages-${index}`, ip });
    });
    await Promise.all(some);
  }
  const world = await readCluster();
  expect([...world.tables.nodes].filter((name) => name.startsWith("pages-"))).toHaveLength(1100);
  expect(world.table("pages-1099")).toContain("169.254.2.1:80/TCP -> 10.2.4.99:8080");
  await plane.kubectl(["delete", "pods", "-l", "app=pages", "--wait=false"]);
  await world.until(() => !world.tables.nodes.has("pages-1099"));
  await api.deletePolicy("pages");
});

test("KubernetesSource keeps the last good state of a policy that the API should not have", async () => {
  const world = await readCluster();
  await api.node("invalid");
  await api.addressPolicy("invalid", "169.254.3.1", { matchLabels: { app: "web" } });
  await world.until(() => world.table("invalid").includes("169.254.3.1:80/TCP -> "));
  // As under a definition of an older release, which had fewer rules.
  const schema = { type: "object", "x-kubernetes-preserve-unknown-fields": true };
  await plane.admin.expect({
    method: "PATCH",
    path: "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/localredirectpolicies.balancing.elf.io",
    contentType: "application/json-patch+json",
    body: [{ op: "replace", path: "/spec/versions/0/schema", value: { openAPIV3Schema: schema } }],
  });
  await expect
    .poll(
      async () => {
        const frontend = { addressMatcher: { ip: "nowhere" } };
        return api.patchPolicy("invalid", { spec: { frontend } }).then(
          () => true,
          () => false,
        );
      },
      { timeout: 30_000 },
    )
    .toBe(true);
  await world.until(() => world.problems.some((problem) => problem.includes("Must be an IPv4")));
  const { policy, problems, generation } = world.tables.cluster.policies.get("invalid") ?? {};
  expect([policy?.metadata.generation, generation]).toEqual([1, 2]);
  expect(problems?.[0]).toMatchObject({ path: "spec.frontend.addressMatcher.ip" });
  expect(world.table("invalid")).toContain("169.254.3.1:80/TCP -> ");
});
