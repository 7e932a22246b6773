import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Metadata } from "@grpc/grpc-js";
import type { Client } from "@grpc/grpc-js";
import { clientCredentials, grpcClient } from "@localredirect/process";
import type { CertificateFiles } from "@localredirect/process";
import { createCertificateAuthority } from "@localredirect/process/testing";
import { observeServiceDefinition } from "@localredirect/types";
import type { ListNodesResponse } from "@localredirect/types";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { namespace } from "../../../../tools/deploy/installation.ts";
import { IdentityCluster } from "../identity/testing/identity-cluster.ts";
import { serverName, trusting } from "../identity/testing/identity-controller.ts";
import { connectAgent } from "../serve/testing/serving.ts";
import type { AgentEnd } from "../serve/testing/serving.ts";
import { SimulatedAgent } from "../serve/testing/simulated-agent.ts";
import { startControllerProcess } from "../testing/controller-process.ts";
import type { ControllerProcess } from "../testing/controller-process.ts";
import { controllerPort, openPodNetwork } from "./testing/pod-network.ts";
import type { PodNetwork } from "./testing/pod-network.ts";

const soon = { timeout: 60_000, interval: 50 };
const service = "localredirect-controller-peers";
const slicesPath = `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices`;
const [first, second, third] = ["10.99.0.1", "10.99.0.2", "10.99.0.3"];

const folder = mkdtempSync(join(tmpdir(), "service-peers-"));
let cluster: IdentityCluster;
let network: PodNetwork;
let observerFiles: CertificateFiles;
let bundle: string;
const running: ControllerProcess[] = [];
const clients: Client[] = [];
const observers = new Map<string, Client>();
/** What is to be taken away at the end, as far as it was made. */
const removals: (() => Promise<void>)[] = [];
const agents: AgentEnd[] = [];

beforeAll(async () => {
  cluster = await IdentityCluster.start({ "node-1": "10.244.1.1", "node-2": "10.244.2.1" });
  removals.push(() => cluster.stop());
  network = await openPodNetwork([first, second, third], Number(new URL(cluster.plane.url).port));
  removals.unshift(() => network.close());
  const authority = await createCertificateAuthority();
  observerFiles = await authority.write(folder, "observer", { uri: ["localredirect:observer"] });
});

afterAll(async () => {
  agents.forEach(({ call }) => {
    call.cancel();
  });
  clients.forEach((client) => {
    client.close();
  });
  running.forEach((controller) => {
    controller.kill("SIGKILL");
  });
  await Promise.all(running.map(({ ended }) => ended));
  for (const remove of removals) await remove();
  rmSync(folder, { recursive: true });
});

/** A controller as deploy/ starts it, in the pod that has this address. */
async function start(address: string): Promise<ControllerProcess> {
  const controller = startControllerProcess(
    [
      ...["--source=kubernetes", `--listen=${address}:${controllerPort}`],
      ...["--agent-service-account=localredirect/localredirect-agent"],
      ...[`--peer-service=${namespace}/${service}`, "--log-format=json"],
      `--client-ca=${observerFiles.authorities}`,
    ],
    { KUBECONFIG: cluster.kubeconfig, POD_NAMESPACE: namespace, POD_IP: address },
    network.entrance,
  );
  running.push(controller);
  await controller.line("certificate made");
  await controller.line("sources listed");
  return controller;
}

/** What the endpoint slice controller would say of these pods, in the first family. */
async function writeSlice(addresses: readonly string[]): Promise<void> {
  const path = `${slicesPath}/${service}-1`;
  const endpoints = addresses.map((address) => ({
    addresses: [address],
    conditions: { ready: false, serving: true, terminating: false },
    targetRef: { kind: "Pod", namespace, name: `controller-${address}`, uid: `uid-of-${address}` },
  }));
  const name = `${service}-1`;
  const slice = {
    apiVersion: "discovery.k8s.io/v1",
    kind: "EndpointSlice",
    metadata: { name, namespace, labels: { "kubernetes.io/service-name": service } },
    addressType: "IPv4",
    ports: [{ name: "grpc", port: controllerPort, protocol: "TCP" }],
    endpoints,
  };
  const { status } = await cluster.plane.admin.request({ method: "GET", path });
  if (status === 404) {
    await cluster.plane.admin.expect({ method: "POST", path: slicesPath, body: slice });
  } else {
    await cluster.objects.patch(path, { endpoints });
  }
}

function clientOf(address: string, credentials: ReturnType<typeof trusting>): Client {
  const own = { "grpc.use_local_subchannel_pool": 1, serverName };
  const client = grpcClient(network.target(address), credentials, own);
  clients.push(client);
  return client;
}

async function connect(node: string, address: string): Promise<void> {
  const metadata = new Metadata();
  metadata.set("authorization", `Bearer ${await cluster.token({ node })}`);
  const agent = new SimulatedAgent(node);
  const end = connectAgent(clientOf(address, trusting(bundle)), agent, metadata);
  agents.push(end);
  const timer = setInterval(() => end.call.write(agent.heartbeat()), 5000);
  void end.ended.then(() => {
    clearInterval(timer);
  });
}

function observerOf(address: string): Client {
  const known = observers.get(address);
  if (known !== undefined) return known;
  const files = { ...observerFiles, authorities: bundle };
  const credentials = clientCredentials({ kind: "tls", files }, (reason) => {
    throw new Error(reason);
  });
  const client = clientOf(address, credentials);
  observers.set(address, client);
  return client;
}

/** Each node's state, as one replica shows it. */
async function statesAt(address: string): Promise<Readonly<Record<string, string>>> {
  const { path, requestSerialize, responseDeserialize } = observeServiceDefinition.listNodes;
  const answer = await new Promise<ListNodesResponse>((resolve, reject) => {
    observerOf(address).makeUnaryRequest(
      path,
      requestSerialize,
      responseDeserialize,
      {},
      (error, response) => {
        if (response === undefined) reject(error ?? new Error("No response"));
        else resolve(response);
      },
    );
  });
  return Object.fromEntries(answer.nodes.map(({ name, state }) => [name, state]));
}

async function shows(address: string, states: Readonly<Record<string, string>>): Promise<void> {
  await vi.waitFor(async () => {
    expect(await statesAt(address)).toEqual(states);
  }, soon);
}

test("replicas find each other by the EndpointSlices of their Service, as those change", async () => {
  const one = await start(first);
  await writeSlice([first]);
  bundle = await cluster.bundleFile("bundle");
  await connect("node-1", first);
  await shows(first, { "node-1": "synced", "node-2": "offline" });

  const two = await start(second);
  await connect("node-2", second);
  await shows(second, { "node-1": "synced", "node-2": "synced" });
  await shows(first, { "node-1": "synced", "node-2": "offline" });
  await writeSlice([first, second]);
  await shows(first, { "node-1": "synced", "node-2": "synced" });
  // Nobody has asked itself.
  for (const { lines } of [one, two]) {
    expect(lines.filter(({ msg }) => msg === "peer connected")).toHaveLength(1);
    expect(lines.filter(({ msg }) => msg === "peer asks")).toHaveLength(1);
  }

  one.kill("SIGKILL");
  await one.ended;
  await start(third);
  await writeSlice([second, third]);
  await connect("node-1", third);
  await shows(second, { "node-1": "synced", "node-2": "synced" });
  await shows(third, { "node-1": "synced", "node-2": "synced" });
  await vi.waitFor(() => {
    const connected = two.lines.filter(({ msg }) => msg === "peer connected");
    expect(connected.map(({ peer }) => peer)).toEqual([
      `${first}:${controllerPort}`,
      `${third}:${controllerPort}`,
    ]);
  }, soon);
});
