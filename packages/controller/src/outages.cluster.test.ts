import { Client, credentials } from "@grpc/grpc-js";
import { redirectVersion } from "@localredirect/types";
import { afterAll, beforeAll, expect, test } from "vitest";

import { type ControlPlane, startControlPlane } from "../../../tools/cluster/control-plane.ts";
import { patience, ReportWorld } from "./report/testing/report-world.ts";
import type { Replica } from "./report/testing/report-world.ts";
import { startControllerProcess } from "./testing/controller-process.ts";
import { Observer } from "./testing/observer.ts";
import { RoamingAgent } from "./testing/roaming-agent.ts";

const node = "node-a";

let plane: ControlPlane;
let world: ReportWorld;
let agent: RoamingAgent;
/** In the order of their start; the first one leads, and the agent begins there. */
let replicas: readonly [Replica, Replica];
const clients: Client[] = [];
let pods = 0;

beforeAll(async () => {
  plane = await startControlPlane();
  world = new ReportWorld(plane);
  await world.install();
  await world.api.node(node);
  await addPod();
  await world.api.addressPolicy("web", "169.254.0.1", { matchLabels: { app: "web" } });
  const one = await world.startReplica("one");
  replicas = [one, await world.startReplica("two", one)];
  agent = new RoamingAgent(
    node,
    replicas.map(({ address }) => address),
  );
});
afterAll(async () => {
  agent.stop();
  for (const client of clients) client.close();
  await world.stop();
  await plane.stop();
});

/** One backend more. */
async function addPod(): Promise<void> {
  pods += 1;
  const labels = { app: "web" };
  await world.api.pod(`web-${pods}`, { labels, node, ip: `10.1.0.${pods}` });
}

function observe({ address }: Replica): Observer {
  const client = new Client(address, credentials.createInsecure());
  clients.push(client);
  return new Observer(client);
}

/** Waits until all controllers want all pods as backends, and the agent holds just that. */
async function untilHeld(): Promise<void> {
  for (const observer of replicas.map(observe)) {
    const table = () => observer.table(node);
    await expect
      .poll(async () => (await table()).map(({ backends }) => backends.length), patience)
      .toEqual([pods]);
    const versions = (await table()).map(redirectVersion);
    await expect.poll(() => [...agent.agent.held.values()], patience).toEqual(versions);
  }
}

interface Outage {
  readonly what: string;
  /** From its begin to its end. */
  readonly happen: () => Promise<void>;
}

const outages: readonly Outage[] = [
  {
    what: "the API server is killed, and comes back",
    happen: async () => {
      await plane.killApiServer();
      await plane.startApiServer();
    },
  },
  {
    what: "etcd forgets what happened, and the API server its watches",
    happen: async () => {
      await addPod();
      await plane.compactEtcd();
      await plane.killApiServer();
      await plane.startApiServer();
    },
  },
  {
    what: "etcd is away for a while",
    happen: async () => {
      await plane.stopEtcd();
      await plane.startEtcd();
    },
  },
  {
    what: "the replica that leads, and serves, is killed",
    happen: async () => {
      const [one, two] = replicas;
      one.process.kill("SIGKILL");
      await one.process.ended;
      replicas = [two, await world.startReplica("three", two)];
    },
  },
];

test("an agent gets its table from the replica that leads", async () => {
  await world.untilLeads("one");
  await untilHeld();
  expect(agent.address).toBe(replicas[0].address);
});

test.each(outages)("an agent keeps its table and then follows where $what", async ({ happen }) => {
  const held = agent.agent.digest;
  await happen();
  expect(agent.fewestHeld).toBe(1);
  await addPod();
  await untilHeld();
  expect(agent.agent.digest).not.toBe(held);
  // At no time in between was anything taken away.
  expect(agent.fewestHeld).toBe(1);
  expect(agent.fewestBackends).toBeGreaterThan(0);
});

test("a controller that starts while the API server is away takes nothing from an agent", async () => {
  const account = ["localredirect", "localredirect-controller"] as const;
  const KUBECONFIG = await plane.serviceAccountKubeconfig(...account);
  const before = agent.agent.digest;
  agent.stop();
  await plane.killApiServer();
  const flags = ["--source=kubernetes", "--insecure", "--listen=127.0.0.1:0", "--log-format=json"];
  const late = startControllerProcess(flags, { KUBECONFIG });
  const { address } = await late.line("listening");
  const moved = new RoamingAgent(node, [String(address)], agent.agent);
  await late.line("source problem");
  expect(agent.agent.digest).toBe(before);
  await plane.startApiServer();
  await late.line("agent connected");
  await addPod();
  await expect.poll(() => agent.agent.digest, patience).not.toBe(before);
  expect(moved.fewestHeld).toBe(1);
  expect(moved.fewestBackends).toBeGreaterThan(0);
  moved.stop();
  late.kill("SIGKILL");
  await late.ended;
});
