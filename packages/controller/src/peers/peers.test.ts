import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { clientCredentials } from "@localredirect/process";
import type { ListenAddress } from "@localredirect/process";
import { createCertificateAuthority } from "@localredirect/process/testing";
import type { CertificateRequest } from "@localredirect/process/testing";
import { peerServiceDefinition } from "@localredirect/types";
import type { NodeReport, ProgressMessage } from "@localredirect/types";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";

import { startServing } from "../serve/testing/serving.ts";
import type { Serving, ServingOptions } from "../serve/testing/serving.ts";
import { startFaultyPeer } from "./testing/faulty-peer.ts";
import type { FaultyPeer, Speech } from "./testing/faulty-peer.ts";
import { startRelay } from "./testing/relay.ts";

// Generous: the machine may be busy with other tests.
vi.setConfig({ testTimeout: 60_000 });

const soon = { timeout: 20_000, interval: 5 };
const folder = mkdtempSync(join(tmpdir(), "peers-"));
const running: (Serving | FaultyPeer)[] = [];
let sockets = 0;

function socket(): ListenAddress {
  sockets += 1;
  return { kind: "unix", path: join(folder, `s${sockets}`) };
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((each) => each.stop()));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function serve(options: ServingOptions): Promise<Serving> {
  const peerTimes = { gathering: 5, backoff: { first: 10, last: 50 }, ...options.peerTimes };
  const serving = await startServing({ ...options, peerTimes });
  running.push(serving);
  return serving;
}

/** So many replicas that know of each other. */
async function serveTogether(count: number, options: ServingOptions = {}): Promise<Serving[]> {
  const addresses = Array.from({ length: count }, socket);
  return Promise.all(
    // Each is told of itself, too, as by a Service's endpoints.
    addresses.map((address) => serve({ ...options, address, peers: addresses })),
  );
}

function connect({ board }: Serving, node: string, versions: readonly string[]): void {
  const entries = versions.map((version, index) => {
    return [`10.0.0.${index}:80/TCP`, { version, policyUid: "uid", generation: 1 }] as const;
  });
  board.update(node, { connectedAt: Date.now(), digest: versions[0], applied: new Map(entries) });
}

/** Every node as a replica sees it. */
function view({ peers }: Serving): Readonly<Record<string, string>> {
  const nodes = [...peers.board.progress].map(([node, { connected, applied }]) => {
    const held = [...applied.values()].map(({ version }) => version.slice(0, 2)).join();
    return [node, `${connected ? "connected" : "apart"} ${held}`];
  });
  return Object.fromEntries(nodes) as Record<string, string>;
}

async function show(servings: readonly Serving[], expected: object): Promise<void> {
  await vi.waitFor(() => {
    for (const serving of servings) expect(view(serving)).toEqual(expected);
  }, soon);
}

async function metric({ metrics }: Serving, line: string): Promise<void> {
  await vi.waitFor(async () => {
    expect(await metrics.registry.metrics()).toContain(line);
  }, soon);
}

const [v1, v2] = ["11".repeat(16), "22".repeat(16)];

describe("replicas", () => {
  test("all know of all nodes, wherever these are connected", async () => {
    const all = await serveTogether(3);
    const [a, b, c] = all as [Serving, Serving, Serving]; // of three
    connect(a, "node-a", [v1]);
    connect(b, "node-b", [v1, v2]);
    await show(all, { "node-a": "connected 11", "node-b": "connected 11,22" });
    connect(b, "node-b", [v2]);
    connect(c, "node-c", []);
    await show(all, { "node-a": "connected 11", "node-b": "connected 22", "node-c": "connected " });
    expect(all.map(({ peers }) => [peers.gauges.known(), peers.gauges.heard()])).toEqual([
      [2, 2],
      [2, 2],
      [2, 2],
    ]);
    expect(a.peers.hearing.complete).toBe(true);
  });

  test("all follow a node from one to the other", async () => {
    const all = await serveTogether(2);
    const [a, b] = all as [Serving, Serving]; // of two
    connect(a, "node-1", [v1]);
    await show(all, { "node-1": "connected 11" });
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
    await show(all, { "node-1": "connected 22" });
  });

  test("count the nodes of one that is gone for a time, then as not connected", async () => {
    const [a, b, c] = await serveTogether(3, { peerTimes: { retention: 1000 } });
    if (a === undefined || b === undefined || c === undefined) throw new Error("Not three");
    connect(a, "node-1", [v1]);
    connect(a, "node-2", [v2]);
    await show([b, c], { "node-1": "connected 11", "node-2": "connected 22" });
    const seen: string[] = [];
    b.peers.board.onChange(() => seen.push(view(b)["node-1"] ?? "forgotten"));
    running.splice(running.indexOf(a), 1);
    await a.stop();
    connect(c, "node-2", [v2]);
    await show([b, c], { "node-1": "apart 11", "node-2": "connected 22" });
    expect(new Set(seen)).toEqual(new Set(["connected 11", "apart 11"]));
  });

  test("begin anew with a replica that was restarted at its address", async () => {
    const [a, b] = await serveTogether(2, { peerTimes: { retention: 300 } });
    if (a === undefined || b === undefined) throw new Error("Not two");
    connect(a, "node-1", [v1]);
    await show([b], { "node-1": "connected 11" });
    running.splice(running.indexOf(a), 1);
    await a.stop();
    const again = await serve({ address: a.server.address });
    connect(again, "node-2", [v2]);
    await show([b], { "node-1": "apart 11", "node-2": "connected 22" });
  });

  test("wait for one that cannot be reached for as long as it has to", async () => {
    const alone = await serve({ peers: [socket()], peerTimes: { hearing: 500 } });
    expect(alone.peers.hearing.complete).toBe(false);
    let changes = 0;
    const stop = alone.peers.hearing.onChange(() => (changes += 1));
    await vi.waitFor(() => {
      expect(alone.peers.hearing.complete).toBe(true);
      expect(changes).toBeGreaterThan(0);
    }, soon);
    stop();
    expect([alone.peers.gauges.known(), alone.peers.gauges.heard()]).toEqual([1, 0]);
    await metric(alone, 'localredirect_controller_peer_stream_ends_total{reason="unavailable"}');
    const nobody = await serve({});
    expect(nobody.peers.hearing.complete).toBe(true);
  });

  test("ask another one once where it has two addresses", async () => {
    const [one] = await serveTogether(1);
    const alias = socket();
    if (one?.server.address.kind !== "unix" || alias.kind !== "unix") throw new Error("No sockets");
    const relay = await startRelay({ path: alias.path }, { path: one.server.address.path });
    const asking = await serve({ peers: [one.server.address, alias] });
    connect(one, "node-1", [v1]);
    await show([asking], { "node-1": "connected 11" });
    await vi.waitFor(() => {
      expect([asking.peers.gauges.known(), asking.peers.gauges.heard()]).toEqual([1, 1]);
    }, soon);
    relay.close();
  });

  test("tell one that does not read no more than the last of what has changed", async () => {
    const serving = await serve({});
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

describe("a peer that", () => {
  const speeches: readonly [what: string, reason: string, speech: Speech][] = [
    [
      "says rubbish",
      "malformed",
      ({ say }) => {
        say(Buffer.from("rubbish"));
      },
    ],
    ["says nothing", "too_slow", () => undefined],
    [
      "tells of nodes before Welcome",
      "out_of_order",
      ({ tell }) => {
        tell("x", 1);
      },
    ],
    [
      "welcomes twice",
      "out_of_order",
      ({ welcome }) => {
        welcome();
        welcome();
      },
    ],
    [
      "says too much in one message",
      "resource_exhausted",
      ({ welcome, say }) => {
        welcome();
        say(Buffer.alloc(5 * 1024 * 1024));
      },
    ],
    [
      "never ends its snapshot",
      "too_slow",
      ({ welcome, tell, repeat }) => {
        welcome();
        repeat((round) => {
          tell(`endless-${round % 10}`, 100);
        });
      },
    ],
    [
      "tells of ever more nodes",
      "too_much",
      ({ welcome, tellMany, repeat }) => {
        welcome();
        repeat((round) => {
          tellMany(round, 500);
        });
      },
    ],
    [
      "hangs up",
      "closed",
      ({ welcome, end }) => {
        welcome();
        end();
      },
    ],
  ];

  test.each(speeches)("%s harms nobody", async (_, reason, speech) => {
    const faulty = await startFaultyPeer(socket(), speech);
    running.push(faulty);
    const good = await serve({ address: socket() });
    connect(good, "node-1", [v1]);
    const serving = await serve({
      peers: [faulty.address, good.server.address],
      // The flood of nodes has to come about before the snapshot is too slow.
      peerTimes: { welcome: 1000, snapshot: reason === "too_much" ? 30_000 : 1000, retention: 50 },
    });
    connect(serving, "node-2", [v2]);
    await metric(serving, `localredirect_controller_peer_stream_ends_total{reason="${reason}"}`);
    await vi.waitFor(() => {
      expect(view(serving)).toMatchObject({ "node-1": "connected 11", "node-2": "connected 22" });
    }, soon);
    connect(good, "node-1", [v2]);
    await vi.waitFor(() => {
      expect(view(serving)["node-1"]).toBe("connected 22");
    }, soon);
  });
});

describe("with TLS, PeerService", () => {
  test("is for replicas only, which are known by their certificates", async () => {
    const authority = await createCertificateAuthority();
    const stranger = await createCertificateAuthority();
    const names = { ip: ["127.0.0.1"] };
    const files = await authority.write(folder, "replica", {
      ...names,
      uri: ["localredirect:controller"],
    });
    const peerCredentials = clientCredentials({ kind: "tls", files }, unexpected);
    const a = await serve({ security: { kind: "tls", files } });
    const b = await serve({ peers: [a.server.address], peerCredentials });
    connect(a, "node-1", [v1]);
    await show([b], { "node-1": "connected 11" });

    const ask = async (from: typeof authority, name: string, request: CertificateRequest) => {
      const own = await from.write(folder, name, { ...names, ...request });
      const credentials = clientCredentials(
        { kind: "tls", files: { ...own, authorities: files.authorities } },
        unexpected,
      );
      const { path, requestSerialize, responseDeserialize } = peerServiceDefinition.streamProgress;
      const call = a
        .client(credentials)
        .makeServerStreamRequest(path, requestSerialize, responseDeserialize, { controller: "x" });
      call.resume();
      return new Promise<string>((resolve) =>
        call.on("error", ({ message }) => {
          resolve(message);
        }),
      );
    };
    const refused =
      "7 PERMISSION_DENIED: The caller has no client certificate with the URI name localredirect:controller";
    expect(await ask(authority, "agent", { dns: ["node-1"] })).toBe(refused);
    expect(await ask(authority, "observer", { uri: ["localredirect:observer"] })).toBe(refused);
    const uri = ["localredirect:controller"];
    expect(await ask(stranger, "stranger", { uri })).toMatch(/^14 UNAVAILABLE/);
  });

  test("is not asked where the server is a stranger, or under another name", async () => {
    const authority = await createCertificateAuthority();
    const stranger = await createCertificateAuthority();
    const uri = ["localredirect:controller"];
    const own = await authority.write(folder, "own", { ip: ["127.0.0.1"], uri });
    const peerCredentials = clientCredentials({ kind: "tls", files: own }, unexpected);
    const strange = await stranger.write(folder, "strange", { ip: ["127.0.0.1"], uri });
    const renamed = await authority.write(folder, "renamed", { dns: ["elsewhere"], uri });
    for (const files of [strange, renamed]) {
      const other = await serve({
        security: { kind: "tls", files: { ...files, authorities: own.authorities } },
      });
      connect(other, "node-1", [v1]);
      const asking = await serve({ peers: [other.server.address], peerCredentials });
      await metric(asking, 'peer_stream_ends_total{reason="unavailable"}');
      expect(view(asking)).toEqual({});
    }
  });
});

function unexpected(reason: string): never {
  throw new Error(reason);
}
