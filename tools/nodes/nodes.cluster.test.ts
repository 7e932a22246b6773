import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { jsonField } from "../cluster/json-field.ts";
import { applicationPod, applicationPorts, askFrom, untilPodsReady } from "./application.ts";
import { type Cluster, startCluster } from "./cluster.ts";
import type { ClusterNode } from "./node.ts";

const { tcp, udp } = applicationPorts;
const patience = { timeout: 60_000, interval: 200 };

let cluster: Cluster;
let first: ClusterNode;
let second: ClusterNode;
beforeAll(async () => {
  cluster = await startCluster();
  [first, second] = cluster.nodes as [ClusterNode, ClusterNode];
  await cluster.plane.apply(
    applicationPod({ name: "one", nodeName: "node-1" }),
    applicationPod({ name: "two", nodeName: "node-2", labels: { app: "two" } }),
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: "two", namespace: "default" },
      spec: {
        selector: { app: "two" },
        ipFamilyPolicy: "RequireDualStack",
        ports: [
          { name: "tcp", port: tcp },
          { name: "udp", port: udp, protocol: "UDP" },
        ],
      },
    },
  );
  await untilPodsReady(cluster.plane, ["one", "two"]);
});
afterAll(() => cluster.stop());

/** The addresses of a pod or Service, IPv4 first. */
async function addressesOf(kind: "pod" | "service", name: string): Promise<[string, string]> {
  const path = `/api/v1/namespaces/default/${kind}s/${name}`;
  const object = await cluster.plane.admin.expect({ method: "GET", path });
  const found =
    kind === "pod"
      ? (jsonField(object, "status", "podIPs") as { readonly ip: string }[]).map(({ ip }) => ip)
      : (jsonField(object, "spec", "clusterIPs") as string[]);
  return found as [string, string];
}

function answerOf(server: string) {
  return expect.objectContaining({
    ok: true,
    answer: expect.objectContaining({ server }) as unknown,
  }) as unknown;
}

test("each node is Ready, with the addresses and the folder of cgroups that it says", async () => {
  const nodes = await cluster.plane.admin.expect({ method: "GET", path: "/api/v1/nodes" });

  expect(nodes).toMatchObject({
    items: cluster.nodes.map(({ name, addresses }) => ({
      metadata: { name },
      status: {
        addresses: expect.arrayContaining([
          { type: "InternalIP", address: addresses.v4 },
          { type: "InternalIP", address: addresses.v6 },
        ]) as unknown,
      },
    })),
  });
  const pod = await cluster.plane.kubectl(["get", "pod", "one", "-o", "jsonpath={.metadata.uid}"]);
  expect(readdirSync(join(first.cgroup, "kubepods/besteffort"))).toContain(`pod${pod}`);
  expect(readFileSync(join(first.cgroup, "system/cgroup.procs"), "utf8")).toMatch(/^\d+$/m);
});

test("the bridge of a node's pods answers by IPv6 as soon as it has an address", async () => {
  const file = "/proc/sys/net/ipv6/conf/pods/accept_dad";
  expect(await first.run(["cat", file])).toBe("0\n");
  expect(await second.run(["cat", file])).toBe("0\n");
});

test("a pod reaches one on the other node, by both families, which sees its address", async () => {
  const [own] = await addressesOf("pod", "one");
  const [v4, v6] = await addressesOf("pod", "two");

  expect(await askFrom(cluster.plane, "one", "tcp", `${v4}:${tcp}`)).toMatchObject({
    ok: true,
    answer: { server: "two", peer: expect.stringContaining(`${own}:`) as unknown },
  });
  expect(await askFrom(cluster.plane, "one", "udp", `[${v6}]:${udp}`)).toEqual(answerOf("two"));
});

test("a Service leads to its pod, from pods and from processes of a node", async () => {
  const [v4, v6] = await addressesOf("service", "two");
  // kube-proxy may not know it yet.
  await vi.waitFor(async () => {
    expect(await askFrom(cluster.plane, "one", "tcp", `${v4}:${tcp}`)).toEqual(answerOf("two"));
  }, patience);

  expect(await askFrom(cluster.plane, "one", "udp", `[${v6}]:${udp}`)).toEqual(answerOf("two"));
  await cluster.plane.apply(
    applicationPod({ name: "host", nodeName: "node-1", hostNetwork: true }),
  );
  await untilPodsReady(cluster.plane, ["host"]);
  expect(await askFrom(cluster.plane, "host", "tcp", `${v4}:${tcp}`)).toEqual(answerOf("two"));
});

test("CoreDNS answers pods on both nodes", async () => {
  const [v4, v6] = await addressesOf("service", "two");

  for (const pod of ["one", "two"]) {
    const lookup = ["busybox", "nslookup", "two.default.svc.cluster.local"];
    const answer = await cluster.plane.kubectl(["exec", pod, "--", ...lookup]);
    expect(answer).toContain(v4);
    expect(answer).toContain(v6);
  }
});

test("nothing leads out, neither from a node nor from a pod", async () => {
  await expect(first.run(["ip", "route", "get", "198.51.100.1"])).rejects.toThrow("unreachable");
  await expect(first.run(["ip", "-6", "route", "get", "2001:db8::1"])).rejects.toThrow(
    "unreachable",
  );
  expect(await askFrom(cluster.plane, "one", "tcp", "198.51.100.1:80")).toMatchObject({
    ok: false,
  });
});

test("kubelet, containerd and kube-proxy come back after a kill; pods live on meanwhile", async () => {
  const [v4] = await addressesOf("service", "two");
  const before = second.kubelet.pid();
  await second.kubelet.kill();
  await second.containerd.kill();
  await second.kubeProxy.kill();
  expect(second.kubelet.pid()).toBeUndefined();
  expect(await askFrom(cluster.plane, "one", "tcp", `${v4}:${tcp}`)).toEqual(answerOf("two"));

  await second.containerd.start();
  await second.kubelet.start();
  await second.kubeProxy.start();
  await second.untilReady();
  expect(second.kubelet.pid()).not.toBe(before);
  await untilPodsReady(cluster.plane, ["two"]);
  const restarts = "jsonpath={.status.containerStatuses[0].restartCount}";
  expect(await cluster.plane.kubectl(["get", "pod", "two", "-o", restarts])).toBe("0");
});

test("a node is drained, and one is added that takes its pods", async () => {
  const added = await cluster.addNode();
  expect(added.name).toBe("node-3");
  await first.drain();
  await second.drain();

  const dns = ["get", "pods", "-n=kube-system", "-l=k8s-app=kube-dns"];
  await vi.waitFor(async () => {
    const fields = "jsonpath={range .items[*]}{.spec.nodeName}{.status.phase}{end}";
    expect(await cluster.plane.kubectl([...dns, "-o", fields])).toBe("node-3Running");
  }, patience);
});
