import { createLogger, formatListenAddress } from "@localredirect/process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startAgent } from "./app.ts";
import type { Agent } from "./app.ts";
import type { AgentConfig } from "./config.ts";
import { FakeDatapath } from "./datapath/testing/fake-datapath.ts";
import {
  digestOfRedirects,
  sampleBatch,
  sampleWelcome,
} from "./subscribe/testing/sample-batches.ts";
import { sampleRedirects } from "./subscribe/testing/sample-redirects.ts";
import { ScriptedController } from "./subscribe/testing/scripted-controller.ts";

const soon = { timeout: 40_000, interval: 10 };
let folder = "";
let descriptor = 0;
let controller: ScriptedController;
let agents: Agent[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "agent-"));
  descriptor = openSync(join(folder, "log"), "w");
  controller = await ScriptedController.start();
});

afterEach(async () => {
  await Promise.all(agents.map((agent) => agent.stop()));
  agents = [];
  controller.stop();
  closeSync(descriptor);
  rmSync(folder, { recursive: true });
});

async function start(datapath: FakeDatapath, port = controllerPort()): Promise<Agent> {
  const config: AgentConfig = {
    controllers: [{ kind: "tcp", host: "127.0.0.1", port }],
    security: { kind: "plain", serverName: undefined },
    node: "node-1",
    pinFolder: "",
    cgroup: undefined,
    http: { kind: "tcp", host: "127.0.0.1", port: 0 },
    qosLimit: 0,
    maxRedirects: 16,
    log: { format: "json", level: "debug", descriptor },
  };
  const agent = await startAgent(config, {
    logger: createLogger(config.log),
    version: "0.1.0",
    openDatapath: () => Promise.resolve(datapath),
  });
  agents.push(agent);
  return agent;
}

function controllerPort(): number {
  return Number(controller.address.split(":")[1]);
}

function logged(message: string): readonly Record<string, unknown>[] {
  return readFileSync(join(folder, "log"), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>) // one object a line
    .filter(({ msg }) => msg === message);
}

async function get(agent: Agent, path: string): Promise<{ status: number; text: string }> {
  if (agent.http === undefined) throw new Error("It serves no HTTP");
  const response = await fetch(`http://${formatListenAddress(agent.http)}${path}`);
  return { status: response.status, text: await response.text() };
}

async function sendTable(count: number): Promise<void> {
  const stream = await controller.stream();
  stream.send(sampleWelcome());
  const upserts = sampleRedirects(count);
  const digest = digestOfRedirects(upserts);
  stream.send(sampleBatch({ nonce: 1, upserts, snapshotBegin: true, snapshotEnd: true, digest }));
  await stream.take("ack");
}

test("startAgent is ready once a controller's table is in the kernel", async () => {
  const agent = await start(new FakeDatapath());
  expect((await get(agent, "/readyz")).status).toBe(503);
  expect((await get(agent, "/livez")).status).toBe(200);
  await sendTable(2);
  await vi.waitFor(() => {
    expect(logged("ready")).toMatchObject([{ redirects: 2, source: "controller" }]);
  }, soon);
  const { status, text } = await get(agent, "/readyz?verbose");
  expect(status).toBe(200);
  expect(text).toContain("[+]table ok: 2 redirects, from the controller");
  expect(text).toContain("[+]controller ok: served");
  const metrics = (await get(agent, "/metrics")).text;
  expect(metrics).toContain("localredirect_agent_redirects 2");
  expect(metrics).toContain("localredirect_agent_batches_applied_total 1");
});

test("startAgent is ready with an empty table, too", async () => {
  await start(new FakeDatapath());
  await sendTable(0);
  await vi.waitFor(() => {
    expect(logged("ready")).toMatchObject([{ redirects: 0, source: "controller" }]);
  }, soon);
});

test("startAgent counts an adopted table when no controller is reached", async () => {
  const port = controllerPort();
  controller.stop();
  const agent = await start(new FakeDatapath({ adopted: sampleRedirects(3) }), port);
  await vi.waitFor(() => {
    expect(logged("ready")).toMatchObject([{ redirects: 3, source: "adopted" }]);
  }, soon);
  const { status, text } = await get(agent, "/readyz?verbose");
  expect(status).toBe(200);
  expect(text).toMatch(/\[\+\]table ok: 3 redirects, adopted from an earlier agent/);
  expect(text).toMatch(/\[\+\]controller ok: alone for \d+ s/);
});

test("startAgent counts an adopted table when a controller says nothing", async () => {
  await start(new FakeDatapath({ adopted: sampleRedirects(3) }));
  await controller.stream();
  await vi.waitFor(() => {
    expect(logged("ready")).toMatchObject([{ redirects: 3, source: "adopted" }]);
  }, soon);
});

test("startAgent says ready once, and keeps what it holds when the controller goes", async () => {
  const datapath = new FakeDatapath();
  const agent = await start(datapath);
  await sendTable(2);
  controller.stop();
  await vi.waitFor(() => {
    expect(logged("lost the controller; the table stays")).not.toEqual([]);
  }, soon);
  expect((await get(agent, "/readyz")).status).toBe(200);
  expect(logged("ready")).toHaveLength(1);
  expect(datapath.held().size).toBe(2);
});

test("startAgent without a table is not ready while no controller is reached", async () => {
  const port = controllerPort();
  controller.stop();
  const agent = await start(new FakeDatapath(), port);
  await vi.waitFor(() => {
    expect(logged("no controller")).not.toEqual([]);
  }, soon);
  const { status, text } = await get(agent, "/readyz");
  expect(status).toBe(503);
  expect(text).toContain("[-]table failed: no controller has sent a table yet");
});

test("stop lets go of the kernel and of HTTP", async () => {
  const datapath = new FakeDatapath({ adopted: sampleRedirects(3) });
  const agent = await start(datapath);
  await agent.stop();
  expect(datapath.closed).toBe(true);
  expect(datapath.held().size).toBe(3);
  await expect(get(agent, "/livez")).rejects.toThrow();
});

test("startAgent lets go of the kernel when it cannot listen", async () => {
  const datapath = new FakeDatapath();
  const config = { http: { kind: "tcp", host: "192.0.2.1", port: 1 } } as AgentConfig; // enough
  const logger = createLogger({ format: "json", level: "debug", descriptor });
  const openDatapath = () => Promise.resolve(datapath);
  await expect(startAgent(config, { logger, version: "0", openDatapath })).rejects.toThrow(
    "Cannot serve HTTP on 192.0.2.1:1",
  );
  expect(datapath.closed).toBe(true);
});
