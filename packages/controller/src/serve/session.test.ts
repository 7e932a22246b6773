import { emptyDigest, redirectId } from "@localredirect/types";
import type { AckMessage, AgentMessage, BatchMessage } from "@localredirect/types";
import { beforeEach, describe, expect, test } from "vitest";

import type { SessionEffect } from "./session-state.ts";
import { progress, sent, SessionWorld } from "./testing/session-world.ts";
import { SimulatedAgent } from "./testing/simulated-agent.ts";
import { compiledRedirect, compiledTable, tableOfRange } from "./testing/tables.ts";

const node = "node-1";
let world: SessionWorld;
let agent: SimulatedAgent;

beforeEach(() => {
  world = new SessionWorld();
  agent = new SimulatedAgent(node);
});

function batchOf(effects: readonly SessionEffect[]): BatchMessage {
  const batch = sent(effects).find((message) => message.kind === "batch");
  if (batch === undefined) {
    throw new Error(`No batch among ${JSON.stringify(effects.map(({ kind }) => kind))}`);
  }
  return batch;
}

function kinds(effects: readonly SessionEffect[]): readonly string[] {
  return sent(effects).map(({ kind }) => kind);
}

/** Lets the agent answer until neither side has anything to say; returns all that was sent. */
function settle(effects: readonly SessionEffect[]): readonly SessionEffect[] {
  const all = [...effects];
  for (const effect of all) {
    if (effect.kind === "send") {
      agent.receive(effect.message).forEach((message) => all.push(...world.receive(message)));
    }
  }
  return all;
}

function ackOf(batch: BatchMessage): AckMessage {
  const [ack] = agent.receive(batch);
  if (ack?.kind !== "ack") {
    throw new Error("The agent has not acknowledged");
  }
  return ack;
}

function ends(effects: readonly SessionEffect[]): readonly string[] {
  return effects.flatMap((effect) =>
    effect.kind === "end" ? [`${effect.code}: ${effect.details}`] : [],
  );
}

describe("a session that begins", () => {
  test("welcomes the agent and sends a snapshot to one that holds nothing", () => {
    world.tables.set(node, tableOfRange(0, 2));
    const effects = world.receive(agent.hello());
    expect(kinds(effects)).toEqual(["welcome", "batch"]);
    expect(batchOf(effects)).toMatchObject({
      nonce: 1,
      snapshotBegin: true,
      snapshotEnd: true,
      digest: tableOfRange(0, 2).digest,
      causedAt: undefined,
    });
    settle(effects);
    expect(agent.digest).toBe(tableOfRange(0, 2).digest);
    expect(world.session.kind).toBe("idle");
  });

  test("sends one empty batch where the digests agree", () => {
    world.tables.set(node, tableOfRange(0, 2));
    settle(world.receive(agent.hello()));
    const resumed = new SessionWorld();
    resumed.tables.set(node, tableOfRange(0, 2));
    const effects = resumed.receive(agent.hello());
    expect(kinds(effects)).toEqual(["welcome", "batch"]);
    expect(batchOf(effects)).toMatchObject({ upserts: [], removals: [], snapshotBegin: false });
    expect(batchOf(effects).digest).toBe(agent.digest);
    expect(progress(effects)).toMatchObject({ syncedAt: world.now, digest: agent.digest });
  });

  test("asks what the agent holds where they differ, and sends only what differs", () => {
    world.tables.set(node, tableOfRange(0, 10));
    settle(world.receive(agent.hello()));
    const resumed = new SessionWorld();
    const wanted = compiledTable([...tableOfRange(1, 10).redirects.values(), compiledRedirect(10)]);
    resumed.tables.set(node, wanted);
    expect(kinds(resumed.receive(agent.hello()))).toEqual(["welcome", "inventory-request"]);
    const answers = agent.receive({ kind: "inventory-request" });
    const batch = batchOf(answers.flatMap((message) => resumed.receive(message)));
    expect(batch.upserts).toEqual([compiledRedirect(10).redirect]);
    expect(batch.removals).toEqual([redirectId(compiledRedirect(0).redirect.frontend)]);
    expect(batch.digest).toBe(wanted.digest);
  });

  test("says nothing but Welcome and Heartbeat before all sources are listed", () => {
    world.tables.ready = false;
    world.tables.set(node, tableOfRange(0, 2));
    expect(kinds(world.receive(agent.hello()))).toEqual(["welcome"]);
    expect(world.feed({ kind: "look" })).toEqual([]);
    world.now += 10_000;
    expect(kinds(world.feed({ kind: "tick" }))).toEqual(["heartbeat"]);
    world.tables.ready = true;
    expect(kinds(world.feed({ kind: "look" }))).toEqual(["batch"]);
  });

  test("waits while the agent has seen more of a source than we have", () => {
    const watermark = { source: "files:/a", epoch: 7, revision: 5 };
    world.tables.set(node, tableOfRange(0, 2));
    world.tables.watermarks = [{ ...watermark, revision: 4 }];
    const welcomed = world.receive(agent.hello({ watermarks: [watermark] }));
    expect(kinds(welcomed)).toEqual(["welcome"]);
    expect(welcomed).toContainEqual({ kind: "behind", seen: [watermark] });
    expect(world.feed({ kind: "tick" })).toEqual([{ kind: "behind", seen: [watermark] }]);
    world.tables.watermarks = [watermark];
    expect(kinds(world.feed({ kind: "tick" }))).toEqual(["batch"]);
  });
});

describe("a session that follows its table", () => {
  beforeEach(() => {
    world.tables.set(node, tableOfRange(0, 2));
    settle(world.receive(agent.hello()));
  });

  test("sends a change at once, with the time of its cause", () => {
    world.tables.set(node, { ...tableOfRange(0, 3), causedAt: world.now });
    world.now += 40;
    const batch = batchOf(world.feed({ kind: "look" }));
    expect(batch.upserts).toEqual([compiledRedirect(2).redirect]);
    expect(batch.causedAt).toBe(1_000_000);
    world.now += 2;
    expect(world.receive(ackOf(batch))).toContainEqual({
      kind: "acknowledged",
      refused: 0,
      latency: 42,
    });
  });

  test("keeps one batch in flight and merges what changes meanwhile", () => {
    world.tables.set(node, tableOfRange(0, 3));
    const first = batchOf(world.feed({ kind: "look" }));
    world.tables.set(node, { ...tableOfRange(0, 4), causedAt: 5 });
    expect(world.feed({ kind: "look" })).toEqual([]);
    world.tables.set(node, { ...tableOfRange(0, 1), causedAt: 6 });
    expect(world.feed({ kind: "look" })).toEqual([]);
    const second = batchOf(world.receive(ackOf(first)));
    expect(second.nonce).toBe(first.nonce + 1);
    expect(second.upserts).toEqual([]);
    expect(second.removals).toHaveLength(2);
    expect(second.causedAt).toBe(5);
  });

  test("sends nothing when a look shows nothing new", () => {
    expect(world.feed({ kind: "look" })).toEqual([]);
  });

  test("waits for room in the stream", () => {
    world.tables.set(node, tableOfRange(0, 3));
    world.writable = false;
    expect(sent(world.feed({ kind: "look" }))).toEqual([]);
    world.now += 10_000;
    expect(sent(world.feed({ kind: "tick" }))).toEqual([]);
    world.writable = true;
    expect(kinds(world.feed({ kind: "look" }))).toEqual(["batch"]);
  });

  test("splits a large change, with the digest at its end only", () => {
    world.tables.set(node, tableOfRange(0, 1202));
    const batches = settle(world.feed({ kind: "look" })).flatMap((effect) =>
      effect.kind === "send" && effect.message.kind === "batch" ? [effect.message] : [],
    );
    expect(batches.map(({ upserts }) => upserts.length)).toEqual([500, 500, 200]);
    expect(batches.map(({ digest }) => digest)).toEqual([
      undefined,
      undefined,
      tableOfRange(0, 1202).digest,
    ]);
  });

  test("leaves a refused redirect out until its version changes", () => {
    agent.refusing.add(compiledRedirect(1, 1).version);
    world.tables.set(node, tableOfRange(0, 2, 1));
    const effects = settle(world.feed({ kind: "look" }));
    expect(progress(effects)).toMatchObject({
      refused: new Map([
        [
          "10.96.0.1:80/TCP",
          { version: compiledRedirect(1, 1).version, message: "kernel: EINVAL" },
        ],
      ]),
      digest: agent.digest,
    });
    expect(sent(world.feed({ kind: "look" }))).toEqual([]);
    world.tables.set(node, tableOfRange(0, 2, 2));
    settle(world.feed({ kind: "look" }));
    expect(agent.digest).toBe(tableOfRange(0, 2, 2).digest);
    expect(agent.refusals).toBe(1);
  });

  test("finds out by a heartbeat that the agent holds something else, and mends it", () => {
    agent.held.clear();
    const effects = world.receive(agent.heartbeat());
    expect(effects.map(({ kind }) => kind)).toEqual(["diverged", "send"]);
    settle(effects);
    expect(agent.digest).toBe(tableOfRange(0, 2).digest);
  });

  test("asks a confused agent no more than once per heartbeat", () => {
    const confused: AgentMessage = { kind: "heartbeat", digest: "f".repeat(32), watermarks: [] };
    settle(world.receive(confused));
    expect(sent(world.receive(confused))).toEqual([]);
    world.now += 10_000;
    expect(kinds(world.receive(confused))).toEqual(["inventory-request"]);
  });

  test("sends heartbeats with what it believes that the agent holds", () => {
    world.now += 10_000;
    expect(sent(world.feed({ kind: "tick" }))).toEqual([
      { kind: "heartbeat", digest: agent.digest, watermarks: [] },
    ]);
    world.tables.set(node, tableOfRange(0, 3));
    world.feed({ kind: "look" });
    world.now += 10_000;
    expect(sent(world.feed({ kind: "tick" }))).toMatchObject([{ digest: undefined }]);
  });

  test("notes until when the node held what was wanted", () => {
    world.now += 60_000;
    world.tables.set(node, tableOfRange(0, 3));
    expect(progress(world.feed({ kind: "look" }))).toEqual({ syncedAt: world.now });
  });

  test("counts the last acknowledgement when it is drained, and sends nothing more", () => {
    world.tables.set(node, tableOfRange(0, 3));
    const batch = batchOf(world.feed({ kind: "look" }));
    const drain = { kind: "drain", reason: "Stopping", delay: 5 } as const;
    expect(sent(world.feed(drain))).toEqual([drain]);
    expect(world.feed(drain)).toEqual([]);
    world.tables.set(node, tableOfRange(0, 9));
    expect(world.feed({ kind: "look" })).toEqual([]);
    const effects = world.receive(ackOf(batch));
    expect(sent(effects)).toEqual([]);
    expect(progress(effects)).toMatchObject({ digest: tableOfRange(0, 3).digest });
  });
});

const hello = new SimulatedAgent(node).hello();
const ack: AckMessage = {
  kind: "ack",
  nonce: 1,
  digest: emptyDigest,
  refused: [],
  appliedAt: undefined,
  warnings: [],
};
const beat: AgentMessage = { kind: "heartbeat", digest: undefined, watermarks: [] };

test.each<[string, readonly AgentMessage[], string]>([
  ["an Ack before Hello", [ack], "INVALID_ARGUMENT: The first message is ack, it must be Hello"],
  ["a second Hello", [hello, hello], "INVALID_ARGUMENT: Hello came a second time on this stream"],
  [
    "an Ack of an unknown nonce",
    [hello, { ...ack, nonce: 7 }],
    "INVALID_ARGUMENT: Ack of nonce 7, 1 is in flight",
  ],
  ["a second Ack", [hello, ack, ack], "INVALID_ARGUMENT: Ack of nonce 1, none is in flight"],
  [
    "an inventory that nobody asked for",
    [hello, { kind: "inventory", entries: [], last: true }],
    "INVALID_ARGUMENT: An inventory came that was not asked for",
  ],
  [
    "no schema in common",
    [{ ...hello, schemaMin: 2, schemaMax: 3 }],
    "FAILED_PRECONDITION: No schema in common: the agent has 2 to 3, this controller has 1",
  ],
  [
    "a flood",
    [hello, ...Array.from({ length: 101 }, () => beat)],
    "RESOURCE_EXHAUSTED: Messages come faster than a working agent sends them",
  ],
])("a session ends on %s", (_, messages, end) => {
  const effects = messages.flatMap((message) => world.receive(message));
  expect(ends(effects)).toEqual([end]);
  expect(world.receive(hello)).toEqual([]);
});

describe("a session ends", () => {
  test("on bytes that are no message", () => {
    expect(ends(world.feed({ kind: "malformed", reason: "hello.digest: 3 bytes" }))).toEqual([
      "INVALID_ARGUMENT: The message cannot be read: hello.digest: 3 bytes",
    ]);
  });

  test("on a Hello of another node than the certificate's", () => {
    world.peer = { kind: "certificate", dns: new Set(["node-2"]), uri: new Set() };
    expect(ends(world.receive(hello))).toEqual([
      "PERMISSION_DENIED: Hello is from node 'node-1', the client certificate names 'node-2'",
    ]);
  });

  test("when the agent does not go though it was asked to", () => {
    world.receive(hello);
    world.feed({ kind: "drain", reason: "Stopping", delay: 5000 });
    for (const wait of [20_000, 15_000]) {
      world.now += wait;
      world.receive(beat);
      expect(ends(world.feed({ kind: "tick" }))).toEqual([]);
    }
    world.now += 1;
    expect(ends(world.feed({ kind: "tick" }))).toEqual([
      "UNAVAILABLE: The agent was asked to go, and stayed",
    ]);
  });

  test("when nothing is heard for three heartbeats, Hello or not", () => {
    world.now += 30_001;
    const silent = ["UNAVAILABLE: Nothing was heard of the agent for 30001 ms"];
    expect(ends(world.feed({ kind: "tick" }))).toEqual(silent);
    world = new SessionWorld();
    world.receive(hello);
    world.now += 30_000;
    expect(ends(world.feed({ kind: "tick" }))).toEqual([]);
    world.now += 1;
    expect(ends(world.feed({ kind: "tick" }))).toEqual(silent);
  });

  test("but not for words that nobody could hear", () => {
    world.receive(hello);
    world.now += 40_000;
    world.listeningSince = world.now - 30_000;
    expect(ends(world.feed({ kind: "tick" }))).toEqual([]);
    world.now += 1;
    expect(ends(world.feed({ kind: "tick" }))).toEqual([
      "UNAVAILABLE: Nothing was heard of the agent for 30001 ms",
    ]);
  });
});
