import { beforeEach, expect, test } from "vitest";

import { nodeChange, podChange, policyChange, policyNamed } from "../compile/testing/policies.ts";
import type { ObjectChange } from "../sources/objects.ts";
import { ClusterState } from "./cluster-state.ts";
import type { Dirt } from "./dirt.ts";

let state: ClusterState;

beforeEach(() => {
  state = new ClusterState({ nodesAreListed: false });
});

/** What a step made out of date, as texts. */
function apply(...changes: readonly ObjectChange[]): readonly string[] {
  return show(state.apply(changes));
}

function show({ policies, pods, nodes }: Dirt): readonly string[] {
  return [
    ...[...policies].map((name) => `policy ${name}`),
    ...[...pods].flatMap(([node, names]) => [...names].map((name) => `${node} ${name}`)),
    ...[...nodes].map((name) => `node ${name}`),
  ].sort();
}

function service(ip: string): ObjectChange {
  return {
    kind: "Service",
    key: "default/web",
    object: {
      namespace: "default",
      name: "web",
      type: "ClusterIP",
      headless: false,
      clusterIPs: [ip],
      ports: [],
    },
  };
}

function ofService(name: string): ObjectChange {
  const frontend = { serviceMatcher: { serviceName: "web", namespace: "default" } };
  return policyChange(policyNamed(name, {}, { frontend }));
}

test("ClusterState.apply names the policies of a Service that changes", () => {
  apply(ofService("a"), policyChange(policyNamed("b")));
  expect(apply(service("10.96.0.1"))).toEqual(["policy a"]);
  expect(apply(policyChange(policyNamed("a")))).toEqual(["policy a"]);
  expect(apply(service("10.96.0.2"))).toEqual([]);
});

test("ClusterState.apply names the policies that select a pod, before or after", () => {
  const dns = {
    backend: {
      endpointSelector: { matchLabels: { app: "dns" } },
      toPorts: [{ port: "1", protocol: "TCP" }],
    },
  };
  apply(policyChange(policyNamed("web")), policyChange(policyNamed("dns", {}, dns)));
  expect(apply(podChange("a"))).toEqual(["node node-a", "node-a web"]);
  expect(apply(podChange("a", { ready: false }))).toEqual(["node-a web"]);
  expect(apply(podChange("a", { labels: { app: "dns" } }))).toEqual(["node-a dns", "node-a web"]);
  expect(apply(podChange("b", { labels: { app: "other" } }))).toEqual([]);
  expect(apply(podChange("a", { labels: { app: "dns" }, nodeName: "node-b" }))).toEqual([
    "node node-b",
    "node-a dns",
    "node-b dns",
  ]);
});

test("ClusterState.apply names nothing for a policy whose origin alone has moved", () => {
  const policy = policyNamed("a");
  apply(policyChange(policy));
  const moved = policyChange(policy);
  expect(apply(moved)).toEqual([]);
});

test("ClusterState knows a node by its Node object or by a pod", () => {
  expect(apply(nodeChange("node-a"))).toEqual(["node node-a"]);
  expect(apply(nodeChange("node-a"))).toEqual([]);
  expect(apply(nodeChange("node-a", { color: "blue" }))).toEqual(["node node-a"]);
  apply(podChange("a"));
  expect(apply({ kind: "Node", key: "node-a", object: undefined })).toEqual(["node node-a"]);
  expect(state.node("node-a")).toEqual({ labels: undefined, ready: true, agentUnwanted: false });
  expect(apply({ kind: "Pod", key: "default/a", object: undefined })).toEqual(["node node-a"]);
  expect(state.node("node-a")).toBeUndefined();
  expect([...state.nodes]).toEqual([]);
});

test("ClusterState.node takes no pod for a ready node where Nodes are listed", () => {
  state = new ClusterState({ nodesAreListed: true });
  apply(nodeChange("node-a"), podChange("a"));
  expect(state.node("node-a")).toMatchObject({ ready: true });
  expect(apply({ kind: "Node", key: "node-a", object: undefined })).toEqual(["node node-a"]);
  expect(state.node("node-a")).toEqual({ labels: undefined, ready: false, agentUnwanted: false });
});

test("ClusterState.node knows the label that says that no agent is wanted", () => {
  apply(nodeChange("node-a", { "balancing.elf.io/agent": "false" }));
  expect(state.node("node-a")?.agentUnwanted).toBe(true);
});

test("ClusterState.selectedPods follows selectors, namespaces and spec.enabled", () => {
  const selected = (): readonly string[] =>
    state.selectedPods("node-a", "p").map(({ namespace, name }) => `${namespace}/${name}`);
  apply(podChange("b"), podChange("a"), podChange("a", { namespace: "another" }));
  apply(policyChange(policyNamed("p")));
  expect(selected()).toEqual(["another/a", "default/a", "default/b"]);
  const toPorts = [{ port: "1", protocol: "TCP" }];
  const endpointSelector = { matchLabels: { app: "web" } };
  apply(
    policyChange(
      policyNamed("p", {}, { backend: { endpointSelector, toPorts, namespaces: ["default"] } }),
    ),
  );
  expect(selected()).toEqual(["default/a", "default/b"]);
  apply(policyChange(policyNamed("p", {}, { enabled: false })));
  expect(selected()).toEqual([]);
  apply(ofService("p"));
  expect(selected()).toEqual(["default/a", "default/b"]);
  apply({ kind: "LocalRedirectPolicy", key: "p", object: undefined });
  expect(selected()).toEqual([]);
});

test("ClusterState leaves a pod out that is not scheduled", () => {
  apply(policyChange(policyNamed("p")), podChange("a", { nodeName: undefined }));
  expect([...state.nodes]).toEqual([]);
  expect(apply(podChange("a"))).toEqual(["node node-a", "node-a p"]);
  expect(apply(podChange("a", { nodeName: undefined }))).toEqual(["node node-a", "node-a p"]);
});
