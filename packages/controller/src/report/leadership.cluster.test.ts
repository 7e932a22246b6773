import { afterAll, beforeAll, expect, test } from "vitest";

import { type ControlPlane, startControlPlane } from "../../../../tools/cluster/control-plane.ts";
import { SimulatedAgent } from "../serve/testing/simulated-agent.ts";
import type { Replica } from "./testing/report-world.ts";
import { patience, ReportWorld } from "./testing/report-world.ts";

const nodes = ["node-a", "node-b"];
const agents = nodes.map((node) => new SimulatedAgent(node));
const all = ["Programmed=True/Programmed", "Ready=True/Ready", "nodes=2/2"];
const written = 'localredirect_controller_status_writes_total{result="written"}';
const leader = "localredirect_controller_leader";

let plane: ControlPlane;
let world: ReportWorld;
let limit = 0;

beforeAll(async () => {
  plane = await startControlPlane();
  world = new ReportWorld(plane);
  await world.install();
  for (const node of nodes) {
    await world.api.node(node);
    await world.api.pod(`web-${node}`, { labels: { app: "web" }, node, ip: "10.1.0.1" });
  }
});
afterAll(async () => {
  await world.stop();
  await plane.stop();
});

/** As agents do when their controller goes: each kernel keeps what it has. */
function moveAgents(replica: Replica): void {
  for (const agent of agents) world.connectAgent(agent, replica);
}

/** Something new is said of the policy, by whoever leads; returns its generation. */
async function change(): Promise<number> {
  limit += 1;
  await world.api.patchPolicy("web", { spec: { qosLimit: limit } });
  return limit + 1;
}

async function untilGeneration(generation: number): Promise<void> {
  const observed = async (): Promise<unknown> => world.policy("web");
  await expect
    .poll(observed, patience)
    .toMatchObject({ status: { observedGeneration: generation } });
  await world.untilStatus("web", ...all);
}

test("replicas: one writes, and the others nothing", async () => {
  const one = await world.startReplica("one");
  await world.untilLeads("one");
  const two = await world.startReplica("two", one);
  moveAgents(one);
  await world.api.addressPolicy("web", "169.254.0.1", { matchLabels: { app: "web" } });
  await world.untilStatus("web", ...all);
  await untilGeneration(await change());
  await world.renewals(2);
  expect([await one.metric(leader), await two.metric(leader)]).toEqual([1, 0]);
  expect(await two.metric(written)).toBe(0);
  expect(await one.metric(written)).toBeGreaterThan(0);
  await world.untilEvents("web", ["Accepted", "Programmed x 2"]);
});

test("replicas: where the leader is killed another one writes, and lowers no count", async () => {
  const [one, two] = world.replicas;
  one?.process.kill("SIGKILL");
  await one?.process.ended;
  if (two !== undefined) moveAgents(two);
  await world.untilLeads("two");
  await untilGeneration(await change());
  const reasons = (await world.events("web")).map(({ reason }) => reason);
  // That it is programmed is told of the new generation; that it ever was not, of none.
  expect(new Set(reasons)).toEqual(new Set(["Accepted", "Programmed"]));
  expect(reasons.filter((reason) => reason === "Accepted")).toHaveLength(1);
});

test("replicas: a leader that stops leaves the lease to the next one", async () => {
  const [, two] = world.replicas;
  const three = await world.startReplica("three", two);
  two?.process.kill("SIGTERM");
  expect((await two?.process.ended)?.code).toBe(0);
  // Nobody had to wait until it has run out.
  expect(await world.leaseField("holderIdentity")).not.toMatch(/^two/);
  moveAgents(three);
  await world.untilLeads("three");
  await untilGeneration(await change());
});

test("replicas: one that cannot reach the API server leads no more, and goes on after it", async () => {
  const three = world.replicas.at(-1);
  await plane.killApiServer();
  await expect.poll(() => three?.metric(leader), patience).toBe(0);
  await plane.startApiServer();
  await untilGeneration(await change());
  expect(await three?.metric(leader)).toBe(1);
  const reasons = (await world.events("web")).map(({ reason }) => reason);
  expect(new Set(reasons)).toEqual(new Set(["Accepted", "Programmed"]));
});
