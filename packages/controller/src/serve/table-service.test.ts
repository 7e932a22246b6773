import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { tableServiceDefinition } from "@localredirect/types";
import type { ControllerMessage } from "@localredirect/types";
import { afterEach, describe, expect, test, vi } from "vitest";

import { connectAgent, endOf, startServing } from "./testing/serving.ts";
import type { Serving, ServingOptions } from "./testing/serving.ts";
import { SimulatedAgent } from "./testing/simulated-agent.ts";
import { tableOfRange } from "./testing/tables.ts";

const node = "node-1";
const running: Serving[] = [];

async function serve(options: ServingOptions = {}): Promise<Serving> {
  const serving = await startServing(options);
  running.push(serving);
  return serving;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((serving) => serving.stop()));
});

const soon = { timeout: 20_000, interval: 5 };

async function isSynced(serving: Serving, agent: SimulatedAgent): Promise<void> {
  await vi.waitFor(() => {
    expect(agent.digest).toBe(serving.tables.table(node).digest);
    expect(serving.board.progress.get(node)?.digest).toBe(agent.digest);
  }, soon);
}

function count(messages: readonly ControllerMessage[], kind: ControllerMessage["kind"]): number {
  return messages.filter((message) => message.kind === kind).length;
}

describe("TableService", () => {
  test("brings an agent its table, then each change, and notes how far it is", async () => {
    const serving = await serve();
    const agent = new SimulatedAgent(node);
    serving.tables.set(node, tableOfRange(0, 1200));
    connectAgent(serving.client(), agent);
    await isSynced(serving, agent);
    serving.tables.set(node, { ...tableOfRange(1, 1201), causedAt: Date.now() });
    await isSynced(serving, agent);
    expect(serving.board.progress.get(node)).toMatchObject({
      connected: true,
      agentVersion: "0.0.0-test",
    });
    const metrics = await serving.metrics.registry.metrics();
    expect(metrics).toContain("localredirect_controller_batches_total 4");
    expect(metrics).toContain("localredirect_controller_sync_latency_seconds_count 1");
  });

  test("resumes where the digests agree, on a unix socket too", async () => {
    const folder = mkdtempSync(join(tmpdir(), "table-service-"));
    const path = join(folder, "socket");
    const serving = await serve({ address: { kind: "unix", path } });
    expect(existsSync(path)).toBe(true);
    const agent = new SimulatedAgent(node);
    serving.tables.set(node, tableOfRange(0, 10));
    const first = connectAgent(serving.client(), agent);
    await isSynced(serving, agent);
    first.call.cancel();
    await vi.waitFor(() => {
      expect(serving.board.progress.get(node)?.connected).toBe(false);
    }, soon);
    const second = connectAgent(serving.client(), agent);
    await vi.waitFor(() => {
      expect(count(second.received, "batch")).toBe(1);
    }, soon);
    expect(second.received).toMatchObject([{ kind: "welcome" }, { upserts: [], removals: [] }]);
    rmSync(folder, { recursive: true });
  });

  test("asks the agent of a node's first stream to go when a second one comes", async () => {
    const serving = await serve();
    const agent = new SimulatedAgent(node);
    const first = connectAgent(serving.client(), agent);
    await isSynced(serving, agent);
    const second = connectAgent(serving.client(), agent);
    await vi.waitFor(() => {
      expect(first.received.at(-1)).toEqual({
        kind: "drain",
        reason: "Another stream of node node-1 came",
        delay: 5000,
      });
    }, soon);
    first.call.end();
    expect(await first.ended).toBe("0 OK");
    serving.tables.set(node, tableOfRange(0, 3));
    await isSynced(serving, agent);
    expect(count(second.received, "batch")).toBe(2);
    expect(serving.board.progress.get(node)?.connected).toBe(true);
  });

  test("tells agents of changes that reach many nodes at once", async () => {
    const serving = await serve();
    const client = serving.client();
    const agents = Array.from({ length: 100 }, (_, index) => new SimulatedAgent(`n-${index}`));
    agents.forEach((agent) => connectAgent(client, agent));
    await vi.waitFor(() => {
      expect(serving.board.progress.size).toBe(100);
    }, soon);
    agents.forEach((agent) => {
      serving.tables.set(agent.node, tableOfRange(0, 5));
    });
    serving.tables.notify(new Set(agents.map((agent) => agent.node)));
    await vi.waitFor(() => {
      agents.forEach((agent) => {
        expect(agent.digest).toBe(tableOfRange(0, 5).digest);
      });
    }, soon);
  });

  test("lets agents go on drain, takes no new ones, and cuts off who stays", async () => {
    const serving = await serve();
    const leaving = connectAgent(serving.client(), new SimulatedAgent("leaving"));
    const staying = connectAgent(serving.client(), new SimulatedAgent("staying"));
    leaving.call.on("data", (message: ControllerMessage) => {
      if (message.kind === "drain") {
        leaving.call.end();
      }
    });
    await vi.waitFor(() => {
      expect(count(leaving.received, "batch") + count(staying.received, "batch")).toBe(2);
    }, soon);
    const drained = serving.service.drain("The controller stops", 300);
    const late = connectAgent(serving.client(), new SimulatedAgent("late"));
    expect(await leaving.ended).toBe("0 OK");
    expect(await late.ended).toBe("14 UNAVAILABLE: The controller stops");
    await drained;
    expect(await staying.ended).toBe("14 UNAVAILABLE: The controller stops");
    expect(count(staying.received, "drain")).toBe(1);
  });

  test("keeps one batch for an agent that does not read, whatever changes", async () => {
    const serving = await serve();
    const { path, requestSerialize, responseDeserialize } = tableServiceDefinition.streamTable;
    const call = serving
      .client()
      .makeBidiStreamRequest(path, requestSerialize, responseDeserialize);
    const agent = new SimulatedAgent(node);
    const ended = endOf(call);
    call.pause();
    serving.tables.set(node, tableOfRange(0, 5000));
    call.write(agent.hello());
    await vi.waitFor(() => {
      expect(serving.board.progress.get(node)?.connected).toBe(true);
    }, soon);
    for (let change = 0; change < 50; change += 1) {
      serving.tables.set(node, tableOfRange(change, 5000, change % 3));
      call.write(agent.heartbeat());
      await new Promise((resolve) => setImmediate(resolve));
    }
    const metrics = await serving.metrics.registry.metrics();
    expect(metrics).toContain("localredirect_controller_batches_total 1\n");
    call.cancel();
    await ended;
  });
});

describe("TableService ends only the stream", () => {
  const identity = (bytes: Buffer) => bytes;

  test.each([
    ["of rubbish", Buffer.from("rubbish"), /^3 INVALID_ARGUMENT: The message cannot be read: /],
    ["of an empty message", Buffer.alloc(0), /^3 INVALID_ARGUMENT: The message cannot be read: /],
    ["of a huge message", Buffer.alloc(6 * 1024 * 1024), /^8 RESOURCE_EXHAUSTED: /],
  ])("%s", async (_, bytes, end) => {
    const serving = await serve();
    const agent = new SimulatedAgent(node);
    const good = connectAgent(serving.client(), agent);
    await isSynced(serving, agent);
    const { path, responseDeserialize } = tableServiceDefinition.streamTable;
    const call = serving.client().makeBidiStreamRequest(path, identity, responseDeserialize);
    const ended = new Promise((resolve) =>
      call.on("error", ({ message }) => {
        resolve(message);
      }),
    );
    call.resume();
    call.write(bytes);
    expect(await ended).toMatch(end);
    await vi.waitFor(() => {
      expect(serving.service.size).toBe(1);
    }, soon);
    serving.tables.set(node, tableOfRange(0, 3));
    await isSynced(serving, agent);
    expect(count(good.received, "batch")).toBe(2);
    expect(await serving.metrics.registry.metrics()).toMatch(/stream_ends_total\{reason="\w+"\} 1/);
  });

  test("of an agent that floods it", async () => {
    const serving = await serve();
    const agent = new SimulatedAgent(node);
    const flooding = connectAgent(serving.client(), agent);
    await isSynced(serving, agent);
    for (let beat = 0; beat < 1000; beat += 1) {
      flooding.call.write(agent.heartbeat());
    }
    expect(await flooding.ended).toMatch(/^8 RESOURCE_EXHAUSTED: Messages come faster/);
    await vi.waitFor(() => {
      expect(serving.service.size).toBe(0);
    }, soon);
  });

  test("of an agent that falls silent", async () => {
    const serving = await serve({ heartbeatInterval: 10 });
    const silent = connectAgent(serving.client(), new SimulatedAgent(node));
    expect(await silent.ended).toMatch(
      /^14 UNAVAILABLE: Nothing was heard of the agent for \d+ ms/,
    );
  });
});
