import { peerServiceDefinition } from "@localredirect/types";
import type { NodeReport, ProgressMessage } from "@localredirect/types";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { Relay } from "../../../../tools/world/relay.ts";
import type { Serving } from "../serve/testing/serving.ts";
import {
  connect,
  ReplicaStage,
  soon,
  untilMetric,
  untilSeen,
  v1,
  v2,
  view,
} from "./testing/replica-stage.ts";

let stage: ReplicaStage;
beforeEach(() => {
  stage = new ReplicaStage();
});
afterEach(() => stage.close());

describe("replicas", () => {
  test("all know of all nodes, wherever these are connected", async () => {
    const all = await stage.serveTogether(3);
    const [a, b, c] = all as [Serving, Serving, Serving]; // of three
    connect(a, "node-a", [v1]);
    connect(b, "node-b", [v1, v2]);
    await untilSeen(all, { "node-a": "connected 11", "node-b": "connected 11,22" });
    connect(b, "node-b", [v2]);
    connect(c, "node-c", []);
    await untilSeen(all, {
      "node-a": "connected 11",
      "node-b": "connected 22",
      "node-c": "connected ",
    });
    expect(all.map(({ peers }) => [peers.gauges.known(), peers.gauges.heard()])).toEqual([
      [2, 2],
      [2, 2],
      [2, 2],
    ]);
    expect(a.peers.hearing.complete).toBe(true);
  });

  test("all follow a node from one to the other", async () => {
    const all = await stage.serveTogether(2);
    const [a, b] = all as [Serving, Serving]; // of two
    connect(a, "node-1", [v1]);
    await untilSeen(all, { "node-1": "connected 11" });
    // The agent comes to b, which does not know what its kernel holds before it leaves a.
    b.board.update("node-1", { connectedAt: Date.now(), digest: v1 });
    a.board.disconnect("node-1");
    await vi.waitFor(() => {
      expect(a.peers.board.progress.get("node-1")?.connected).toBe(true);
    }, soon);
    expect([view(a), view(b)]).toEqual([
      { "node-1": "connected 11" },
      { "node-1": "connected 11" },
    ]);
    connect(b, "node-1", [v2]);
    await untilSeen(all, { "node-1": "connected 22" });
  });

  test("count the nodes of one that is gone for a time, then as not connected", async () => {
    const [a, b, c] = await stage.serveTogether(3, { peerTimes: { retention: 1000 } });
    if (a === undefined || b === undefined || c === undefined) throw new Error("Not three");
    connect(a, "node-1", [v1]);
    connect(a, "node-2", [v2]);
    await untilSeen([b, c], { "node-1": "connected 11", "node-2": "connected 22" });
    const seen: string[] = [];
    b.peers.board.onChange(() => seen.push(view(b)["node-1"] ?? "forgotten"));
    await stage.stop(a);
    connect(c, "node-2", [v2]);
    await untilSeen([b, c], { "node-1": "apart 11", "node-2": "connected 22" });
    expect(new Set(seen)).toEqual(new Set(["connected 11", "apart 11"]));
  });

  test("begin anew with a replica that was restarted at its address", async () => {
    const [a, b] = await stage.serveTogether(2, { peerTimes: { retention: 300 } });
    if (a === undefined || b === undefined) throw new Error("Not two");
    connect(a, "node-1", [v1]);
    await untilSeen([b], { "node-1": "connected 11" });
    await stage.stop(a);
    const again = await stage.serve({ address: a.server.address });
    connect(again, "node-2", [v2]);
    await untilSeen([b], { "node-1": "apart 11", "node-2": "connected 22" });
  });

  test("wait for one that cannot be reached for as long as it has to", async () => {
    const alone = await stage.serve({ peers: [stage.socket()], peerTimes: { hearing: 500 } });
    expect(alone.peers.hearing.complete).toBe(false);
    let changes = 0;
    const stop = alone.peers.hearing.onChange(() => (changes += 1));
    await vi.waitFor(() => {
      expect(alone.peers.hearing.complete).toBe(true);
      expect(changes).toBeGreaterThan(0);
    }, soon);
    stop();
    expect([alone.peers.gauges.known(), alone.peers.gauges.heard()]).toEqual([1, 0]);
    await untilMetric(
      alone,
      'localredirect_controller_peer_stream_ends_total{reason="unavailable"}',
    );
    const nobody = await stage.serve({});
    expect(nobody.peers.hearing.complete).toBe(true);
  });

  test("ask another one once where it has two addresses", async () => {
    const [one] = await stage.serveTogether(1);
    const alias = stage.socket();
    if (one?.server.address.kind !== "unix") throw new Error("No socket");
    const relay = await Relay.start({ path: one.server.address.path }, { path: alias.path });
    const asking = await stage.serve({ peers: [one.server.address, alias] });
    connect(one, "node-1", [v1]);
    await untilSeen([asking], { "node-1": "connected 11" });
    await vi.waitFor(() => {
      expect([asking.peers.gauges.known(), asking.peers.gauges.heard()]).toEqual([1, 1]);
    }, soon);
    await relay.close();
  });

  test("tell one that does not read no more than the last of what has changed", async () => {
    const serving = await stage.serve({});
    const { path, requestSerialize, responseDeserialize } = peerServiceDefinition.streamProgress;
    const call = serving
      .client()
      .makeServerStreamRequest(path, requestSerialize, responseDeserialize, { controller: "slow" });
    const received: NodeReport[] = [];
    call.on("error", () => undefined);
    call.on("data", (message: ProgressMessage) => {
      if (message.kind === "progress") received.push(...message.nodes);
    });
    // It begins to read and stops: grpc-js takes everything for a reader that has not begun.
    call.once("data", () => call.pause());
    await vi.waitFor(() => {
      expect(call.isPaused()).toBe(true);
    }, soon);
    const change = async (variant: string): Promise<void> => {
      for (let node = 0; node < 20; node += 1) {
        connect(
          serving,
          `node-${node}`,
          Array.from({ length: 250 }, () => variant.repeat(16)),
        );
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    };
    for (let round = 0; round < 60; round += 1) await change(round % 2 === 0 ? "33" : "44");
    await change("55");
    call.resume();
    await vi.waitFor(() => {
      const last = new Map(received.map(({ node, applied }) => [node, applied[0]?.version]));
      expect(new Set(last.values())).toEqual(new Set(["55".repeat(16)]));
    }, soon);
    // However many there are, some 300 stand in buffers: 16 messages are grpc-js's own.
    expect(received.length).toBeLessThan(600);
    call.cancel();
    await vi.waitFor(() => {
      expect(serving.peers.gauges.told()).toBe(0);
    }, soon);
  });
});
