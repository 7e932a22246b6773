import { readFileSync } from "node:fs";
import { join } from "node:path";

import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { parse } from "yaml";

import { jsonField } from "../cluster/json-field.ts";
import { applicationPod, askFrom, untilPodsReady } from "../nodes/application.ts";
import type { Cluster } from "../nodes/cluster.ts";
import type { ClusterNode } from "../nodes/node.ts";
import { containerProcess } from "./container-process.ts";
import { startInstalledCluster } from "./installed-cluster.ts";

const patience = { timeout: 100_000, interval: 500 };
const example = join(import.meta.dirname, "../../deploy/examples/test-addr.yaml");
const frontend = "169.254.0.90:80";

let cluster: Cluster;
let first: ClusterNode;
let second: ClusterNode;
beforeAll(async () => {
  cluster = await startInstalledCluster({
    // How long after its kubelet's last word a node counts as Ready: 50 seconds would be the default.
    flags: { controllerManager: ["--node-monitor-grace-period=20s"] },
  });
  [first, second] = cluster.nodes as [ClusterNode, ClusterNode];
  await cluster.plane.apply(readFileSync(example, "utf8"), ...podsOf(first), ...podsOf(second));
  await untilPodsReady(cluster.plane, [...namesOf(first), ...namesOf(second)]);
});
afterAll(() => cluster.stop());

/** A client and a backend. */
function podsOf({ name: nodeName }: ClusterNode): readonly object[] {
  return [
    applicationPod({ name: `client-${nodeName}`, nodeName }),
    applicationPod({ name: `backend-${nodeName}`, nodeName, labels: { app: "http-redirect" } }),
  ];
}

function namesOf({ name }: ClusterNode): readonly string[] {
  return [`client-${name}`, `backend-${name}`];
}

/** What `kubectl get lrp` says of a policy. */
async function shown(policy = "test-addr"): Promise<object> {
  const columns = {
    ACCEPTED: '.status.conditions[?(@.type=="Accepted")].status',
    PROGRAMMED: '.status.conditions[?(@.type=="Programmed")].status',
    WANTED: ".status.nodes.wanted",
    ON: ".status.nodes.programmed",
    BACKENDS: ".status.backends",
  };
  const asked = Object.entries(columns).map(([name, path]) => `${name}:${path}`);
  const line = await cluster.plane.kubectl([
    ...["get", "lrp", policy, "--no-headers", `--output=custom-columns=${asked.join(",")}`],
  ]);
  const [accepted, programmed, wanted, on, backends] = line.trim().split(/\s+/);
  return { accepted, programmed, wanted, on, backends };
}

/** Waits until the policy is shown as programmed on all of so many nodes, with so many backends. */
async function untilShown(nodes: number, backends: number): Promise<void> {
  const counts = { wanted: String(nodes), on: String(nodes), backends: String(backends) };
  await vi.waitFor(async () => {
    expect(await shown()).toEqual({ accepted: "True", programmed: "True", ...counts });
  }, patience);
}

/** Waits until a node has a condition Ready of this status. */
async function untilReadyIs(status: "True" | "Unknown", { name }: ClusterNode): Promise<void> {
  const condition = `--for=condition=Ready=${status}`;
  await cluster.plane.kubectl(["wait", condition, `node/${name}`, "--timeout=90s"]);
}

/**
 * Waits until a node's client is answered by the backend of its own node. What status counts are
 * pods of the API; the node's agent may hear of the last of them a moment later.
 */
async function untilRedirected({ name }: ClusterNode): Promise<void> {
  await vi.waitFor(async () => {
    expect(await askFrom(cluster.plane, `client-${name}`, "tcp", frontend)).toMatchObject({
      ok: true,
      answer: { server: `backend-${name}` },
    });
  }, patience);
}

test("a policy is shown with its nodes and backends", async () => {
  await untilShown(2, 2);
  await untilRedirected(first);
});

test("a second policy for the same frontend is rejected, which says by whom it has lost", async () => {
  const policy = parse(readFileSync(example, "utf8")) as object;
  await cluster.plane.apply({ ...policy, metadata: { name: "latecomer" } });

  await cluster.plane.kubectl([
    ...["wait", "--for=condition=Accepted=False", "lrp/latecomer", "--timeout=60s"],
  ]);
  expect(await shown("latecomer")).toMatchObject({ accepted: "False", programmed: "False" });
  const path = "/apis/balancing.elf.io/v1beta1/localredirectpolicies/latecomer";
  const latecomer = await cluster.plane.admin.expect({ method: "GET", path });
  expect(jsonField(latecomer, "status", "conditions")).toContainEqual(
    expect.objectContaining({
      type: "Accepted",
      reason: "FrontendConflict",
      message: expect.stringContaining("test-addr") as unknown,
    }),
  );
  await untilShown(2, 2);
  await cluster.plane.kubectl(["delete", "lrp/latecomer"]);
});

test("a drained node keeps its agent, and its backends go from the count", async () => {
  await first.drain();

  await untilShown(2, 1);
  await untilRedirected(second);
  await cluster.plane.kubectl(["uncordon", first.name]);
  await cluster.plane.apply(...podsOf(first));
  await untilPodsReady(cluster.plane, namesOf(first));
  await untilShown(2, 2);
  await untilRedirected(first);
});

test("a node without a kubelet is wanted as long as its agent is connected", async () => {
  await second.kubelet.stop();
  await untilReadyIs("Unknown", second);
  // Kubernetes calls the pods of such a node not ready.
  await untilShown(2, 1);

  const agent = await containerProcess(cluster.plane, second, "agent");
  process.kill(agent.pid, "SIGKILL");
  await untilShown(1, 1);
  await untilRedirected(first);

  await second.kubelet.start();
  await untilReadyIs("True", second);
  await untilShown(2, 2);
  await untilRedirected(second);
});

test("a node that is added gets an agent, and the policy", async () => {
  const third = await cluster.addNode();
  await untilShown(3, 2);

  await cluster.plane.apply(...podsOf(third));
  await untilPodsReady(cluster.plane, namesOf(third));
  await untilShown(3, 3);
  await untilRedirected(third);
});

test("a node that is taken away is not counted", async () => {
  const third = cluster.nodes.at(-1);
  await third?.end();
  await cluster.plane.kubectl(["delete", "node/node-3"]);

  await untilShown(2, 2);
  // Kubernetes takes the pods of a node away only some 40 seconds after it.
  expect(await cluster.plane.kubectl(["get", "pods", "--output=name"])).toContain("backend-node-3");
});
