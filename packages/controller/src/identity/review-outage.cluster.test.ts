import { afterAll, beforeAll, expect, test } from "vitest";

import type { AgentEnd } from "../serve/testing/serving.ts";
import { IdentityCluster } from "./testing/identity-cluster.ts";
import { backendsOf, IdentityController, trusting } from "./testing/identity-controller.ts";

const nodeA = "node-a";
const nodeB = "node-b";
const backendA = "10.1.0.1";
const backendB = "10.1.0.2";
const soon = { timeout: 90_000, interval: 100 };
const reviews = "localredirect_controller_token_reviews_total";

let cluster: IdentityCluster;
let controller: IdentityController;
let bundle: string;

beforeAll(async () => {
  cluster = await IdentityCluster.start({ [nodeA]: backendA, [nodeB]: backendB });
  controller = new IdentityController(cluster);
  await controller.ready();
  bundle = await cluster.bundleFile("bundle");
});

afterAll(async () => {
  await controller.kill();
  await cluster.stop();
});

/** The agent of a node, once it has its table. */
async function serve(node: string, token: string, backend: string): Promise<AgentEnd> {
  const end = await controller.connect(node, token, trusting(bundle));
  await expect.poll(() => backendsOf(end), soon).toEqual([backend]);
  return end;
}

test("while tokens cannot be reviewed streams stand, and new ones are asked to come again", async () => {
  const end = await serve(nodeA, await cluster.token({ node: nodeA }), backendA);
  const nextA = await cluster.token({ node: nodeA });
  const tokenB = await cluster.token({ node: nodeB });
  const answered = await controller.metric(`${reviews}{outcome="answered"}`);
  await cluster.plane.killApiServer();

  const newcomer = await controller.connect(nodeB, tokenB, trusting(bundle));
  expect(await newcomer.ended).toMatch(/^14 UNAVAILABLE: The API server cannot be asked .* again$/);
  expect(newcomer.received).toEqual([]);
  const refused = 'localredirect_controller_identity_refusals_total{reason="review_failed"}';
  expect(await controller.metric(refused)).toBe(1);
  expect(await controller.process.line("tokens cannot be reviewed")).toMatchObject({
    level: "warn",
    reason: expect.stringContaining("cannot be reached") as unknown,
  });

  end.call.write({ kind: "reauthentication", token: nextA });
  await expect
    .poll(() => controller.metric(`${reviews}{outcome="failed"}`), soon)
    .toBeGreaterThanOrEqual(2);
  const heard = end.received.length;
  await expect.poll(() => end.received.length, soon).toBeGreaterThan(heard);
  expect(end.received.at(-1)).toMatchObject({ kind: "heartbeat" });

  await cluster.plane.startApiServer();
  // What had come in the stream is reviewed now, though the agent sends nothing more.
  await expect
    .poll(() => controller.metric(`${reviews}{outcome="answered"}`), soon)
    .toBe((answered ?? NaN) + 1);
  await controller.process.line("tokens can be reviewed again");
  await serve(nodeB, tokenB, backendB);
  await cluster.objects.patchPod(`web-${nodeA}`, { metadata: { labels: { app: "none" } } });
  await expect
    .poll(() => end.received.at(-1), soon)
    .toMatchObject({ kind: "batch", upserts: [{ backends: [] }] });
  expect(await controller.metric("localredirect_controller_streams")).toBe(2);
});

test("a controller that starts while the API server is away waits, and then serves", async () => {
  await cluster.plane.killApiServer();
  const late = new IdentityController(cluster);
  try {
    const { http } = await late.process.line("listening");
    await late.process.line("authorities cannot be read or written");
    const ready = await fetch(`http://${String(http)}/readyz?verbose`);
    expect(ready.status).toBe(503);
    expect(await ready.text()).toContain("[-]certificate");
    expect((await fetch(`http://${String(http)}/livez`)).status).toBe(200);
    const token = "h.p.s";
    const early = await late.connect(nodeA, token, trusting(bundle));
    expect(await early.ended).toMatch(/^14 UNAVAILABLE/);
    await cluster.plane.startApiServer();
    await late.process.line("certificate made");
    await late.ready();
    const end = await late.connect(nodeB, await cluster.token({ node: nodeB }), trusting(bundle));
    await expect.poll(() => backendsOf(end), soon).toEqual([backendB]);
    expect((await fetch(`http://${String(http)}/readyz`)).status).toBe(200);
  } finally {
    await late.kill();
    await cluster.plane.startApiServer();
  }
});
