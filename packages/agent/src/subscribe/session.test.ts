import {
  emptyDigest,
  formatFrontend,
  redirectId,
  redirectVersion,
} from "@localredirect/types/tables";
import type { BatchMessage, ControllerMessage, Redirect } from "@localredirect/types/tables";
import { describe, expect, test } from "vitest";
import type { ApplyResult } from "../datapath/datapath.ts";
import type { Holding, SessionInput, Step } from "./session-events.ts";
import { startSession, step, wakeAt } from "./session.ts";
import { welcomeTimeout } from "./session-state.ts";
import type { Session } from "./session-state.ts";
import { digestOfRedirects, sampleBatch, sampleWelcome } from "./testing/sample-batches.ts";
import { sampleRedirect, sampleRedirects } from "./testing/sample-redirects.ts";

const facts = { node: "node-1", agentVersion: "0.1.0", ipv4: true, ipv6: false };
const watermarks = [{ source: "files:/etc/localredirect", epoch: 1, revision: 7 }];
const nothing: Holding = { digest: emptyDigest, held: new Map() };
const allApplied: ApplyResult = { refused: [], warnings: [] };

function holding(redirects: readonly Redirect[]): Holding {
  const held = redirects.map((redirect) => {
    const { frontend, policy, backends } = redirect;
    const version = redirectVersion(redirect);
    const content = { id: redirectId(frontend), frontend, policy, version };
    return [formatFrontend(frontend), { ...content, backends: backends.length }] as const;
  });
  return { digest: digestOfRedirects(redirects), held: new Map(held) };
}

/** The steps of a session that holds the same all the time; the last one counts. */
function run(inputs: readonly SessionInput[], kernel: Holding = nothing, from?: Session): Step {
  return inputs.reduce<Step>((before, input) => step(before.session, input, kernel), {
    session: from ?? startSession(0),
    effects: [],
  });
}

const connected: SessionInput = { kind: "connected", facts, watermarks };
const applied: SessionInput = { kind: "applied", result: allApplied, appliedAt: 1_700_000_000_000 };
const says = (message: ControllerMessage, at = 0): SessionInput => ({
  kind: "message",
  at,
  message,
});
const welcomed = [connected, says(sampleWelcome())];
const batch = (fields: Partial<BatchMessage>): SessionInput =>
  says(sampleBatch({ nonce: 1, ...fields }));

function reasonOf({ session }: Step): string | undefined {
  return session.phase === "ended" && session.cause.kind === "violation"
    ? session.cause.reason
    : undefined;
}

describe("step, greeting", () => {
  test("says Hello with what the kernel holds and what was applied before", () => {
    const kernel = holding(sampleRedirects(3));
    expect(run([connected], kernel).effects).toEqual([
      {
        kind: "send",
        message: {
          kind: "hello",
          ...facts,
          ...{ schemaMin: 1, schemaMax: 1, features: [], redirects: 3 },
          ...{ digest: kernel.digest, watermarks },
        },
      },
    ]);
  });

  test("says Hello once", () => {
    expect(run([connected, connected]).effects).toEqual([]);
  });

  test("is served once Welcome came", () => {
    const { session, effects } = run(welcomed);
    expect(session.phase).toBe("idle");
    expect(effects).toEqual([{ kind: "welcomed", welcome: sampleWelcome() }]);
  });

  test("gives up when no Welcome comes in time", () => {
    const { session } = run([connected, { kind: "tick", at: welcomeTimeout }]);
    expect(session).toMatchObject({ phase: "ended", cause: { kind: "no-welcome" } });
  });

  test("waits for Welcome until then", () => {
    expect(run([connected, { kind: "tick", at: welcomeTimeout - 1 }]).session.phase).toBe(
      "greeting",
    );
  });
});

describe("step, what breaks the protocol", () => {
  const drain: ControllerMessage = { kind: "drain", reason: "", delay: 0 };
  const ask: ControllerMessage = { kind: "inventory-request" };
  const whole = { snapshotBegin: true, snapshotEnd: true };
  test.each<[string, SessionInput[], string]>([
    ["a Welcome before Hello", [says(sampleWelcome())], "A welcome came before Welcome"],
    ["a batch before Welcome", [connected, batch({})], "A batch came before Welcome"],
    ["a Drain before Welcome", [connected, says(drain)], "A drain came before Welcome"],
    ["a second Welcome", [...welcomed, says(sampleWelcome())], "A second Welcome came"],
    [
      "a schema that was not offered",
      [connected, says(sampleWelcome({ schema: 2 }))],
      "Welcome chose schema 2; this agent offered 1 only",
    ],
    [
      "heartbeats without end",
      [connected, says(sampleWelcome({ heartbeatInterval: 1 }))],
      "Welcome asks for a heartbeat every 1 ms, not within 100 to 600000",
    ],
    [
      "hardly any heartbeats",
      [connected, says(sampleWelcome({ heartbeatInterval: 600_001 }))],
      "Welcome asks for a heartbeat every 600001 ms, not within 100 to 600000",
    ],
    ["a nonce too far", [...welcomed, batch({ nonce: 2 })], "Batch has nonce 2 where 1 was due"],
    [
      "a nonce again",
      [...welcomed, batch({}), applied, batch({})],
      "Batch has nonce 1 where 2 was due",
    ],
    [
      "a batch while one is in flight",
      [...welcomed, batch({}), batch({ nonce: 2 })],
      "Batch 2 came while 1 was in flight",
    ],
    [
      "a question for the inventory while a batch is in flight",
      [...welcomed, batch({}), says(ask)],
      "The inventory was asked for while a batch was in flight",
    ],
    [
      "the end of no snapshot",
      [...welcomed, batch({ snapshotEnd: true })],
      "Batch 1 ends a snapshot that has not begun",
    ],
    [
      "a snapshot in a snapshot",
      [...welcomed, batch({ snapshotBegin: true }), applied, batch({ nonce: 2, ...whole })],
      "Batch 2 begins a snapshot inside another one",
    ],
    [
      "the digest of half a snapshot",
      [...welcomed, batch({ snapshotBegin: true, digest: emptyDigest })],
      "Batch 1 has the whole table's digest although its snapshot has not ended",
    ],
    [
      "the end of a snapshot that was given up for an inventory",
      [
        ...welcomed,
        batch({ snapshotBegin: true }),
        applied,
        says(ask),
        batch({ nonce: 2, snapshotEnd: true }),
      ],
      "Batch 2 ends a snapshot that has not begun",
    ],
  ])("%s ends the stream and changes nothing", (_, inputs, reason) => {
    const end = run(inputs);
    expect(reasonOf(end)).toBe(reason);
    expect(end.effects).toEqual([{ kind: "close", cause: { kind: "violation", reason } }]);
    expect(end.session).toMatchObject({ outcome: "broken" });
  });

  test("passes over what is read after the end", () => {
    const ended = run([connected, batch({})]).session;
    for (const input of [connected, batch({}), applied, { kind: "tick", at: 1e9 } as const]) {
      expect(step(ended, input, nothing)).toEqual({ session: ended, effects: [] });
    }
  });
});

describe("step, batches", () => {
  const all = sampleRedirects(3);

  test("asks to apply a batch, then acknowledges what the kernel holds", () => {
    const removals = ["00000000000000aa"];
    const applying = run([...welcomed, batch({ upserts: all, removals })]);
    expect(applying.effects).toEqual([
      { kind: "apply", delta: { upserts: all, removals }, completesTable: false },
    ]);
    const { effects } = step(applying.session, applied, holding(all));
    expect(effects[0]).toEqual({
      kind: "send",
      message: {
        kind: "ack",
        nonce: 1,
        digest: digestOfRedirects(all),
        refused: [],
        warnings: [],
        appliedAt: 1_700_000_000_000,
      },
    });
  });

  test("refuses what came invalid and what the datapath refused, each by itself", () => {
    const invalid = [{ id: "00000000000000aa", invalid: "Is 0" }, { invalid: "Is missing" }];
    const applying = run([...welcomed, batch({ upserts: all, invalid })]);
    const result: ApplyResult = {
      refused: [
        { id: "00000000000000bb", version: "b".repeat(32), code: "table-full", message: "Full" },
        { id: "00000000000000cc", version: undefined, code: "kernel", message: "EIO" },
      ],
      warnings: [{ id: "00000000000000dd", message: "Not armed" }],
    };
    const { effects } = step(applying.session, { ...applied, result }, nothing);
    const refused = [
      { id: "00000000000000aa", version: undefined, code: "invalid", message: "Is 0" },
      { id: "00000000000000bb", version: "b".repeat(32), code: "table-full", message: "Full" },
    ];
    const warnings = [
      { id: "00000000000000dd", message: "Not armed" },
      { id: "00000000000000cc", message: "Is still held: EIO" },
    ];
    expect(effects[0]).toMatchObject({ message: { kind: "ack", refused, warnings } });
    const unnamed = { id: undefined, code: "invalid", message: "Is missing" };
    expect(effects[1]).toMatchObject({ kind: "acknowledged", report: { warnings } });
    expect(effects[1]).toHaveProperty("report.refused", expect.arrayContaining([unnamed]));
  });

  test("keeps the watermarks of the last batch that had some", () => {
    const newer = [{ source: "files:/etc/localredirect", epoch: 1, revision: 8 }];
    const { session } = run([
      ...[...welcomed, batch({ watermarks: newer }), applied],
      ...[batch({ nonce: 2 }), applied],
    ]);
    expect(session).toMatchObject({ link: { watermarks: newer } });
  });

  test("reports a kernel that differs from the digest of a whole table", () => {
    const { effects } = run([...welcomed, batch({ digest: "1".repeat(32) }), applied]);
    expect(effects).toContainEqual({
      kind: "mismatch",
      expected: "1".repeat(32),
      holds: emptyDigest,
    });
  });

  test("does not report it where something was refused", () => {
    const invalid = [{ id: "00000000000000aa", invalid: "Is 0" }];
    const { effects } = run([...welcomed, batch({ invalid, digest: "1".repeat(32) }), applied]);
    expect(effects.map(({ kind }) => kind)).toEqual(["send", "acknowledged"]);
  });

  test("ends the stream when the kernel cannot be changed, and does not count it as served", () => {
    const cause = { kind: "kernel", reason: "EIO" } as const;
    const { session, effects } = run([
      ...[...welcomed, batch({}), applied],
      ...[batch({ nonce: 2 }), { kind: "end", cause } as const],
    ]);
    expect(session).toEqual({ phase: "ended", cause, outcome: "broken", heardAt: 0 });
    expect(effects).toEqual([{ kind: "close", cause }]);
  });
});

describe("step, snapshots", () => {
  const kept = sampleRedirect(0);
  const stray = sampleRedirect(1);
  const spared = sampleRedirect(2);
  const fresh = sampleRedirect(3);
  const redirects = [kept, stray, spared];
  const kernel = holding(redirects);
  const begin = batch({ upserts: [kept], snapshotBegin: true });
  const invalid = [{ id: redirectId(spared.frontend), invalid: "Is 0" }];

  test("removes what is beyond, but for what was named invalid, at the end only", () => {
    const half = run([...welcomed, begin], kernel);
    expect(half.effects).toMatchObject([{ kind: "apply", delta: { removals: [] } }]);
    const end = batch({ nonce: 2, upserts: [fresh], invalid, snapshotEnd: true });
    const whole = run([applied, end], kernel, half.session);
    expect(whole.effects).toMatchObject([
      { kind: "apply", delta: { removals: [redirectId(stray.frontend)] } },
    ]);
  });

  test("removes nothing when the stream ends before", () => {
    const closed: SessionInput = { kind: "closed", reason: "UNAVAILABLE", broken: false };
    expect(run([...welcomed, begin, applied, closed], kernel).effects).toEqual([]);
  });

  test("removes everything at the end of an empty one", () => {
    const { effects } = run(
      [...welcomed, batch({ snapshotBegin: true, snapshotEnd: true, digest: emptyDigest })],
      kernel,
    );
    const removals = redirects.map(({ frontend }) => redirectId(frontend));
    expect(effects).toEqual([
      { kind: "apply", delta: { upserts: [], removals }, completesTable: true },
    ]);
  });
});

describe("step, inventory", () => {
  test("is sent in messages of 10,000 entries", () => {
    const { effects } = run(
      [...welcomed, says({ kind: "inventory-request" })],
      holding(sampleRedirects(10_001)),
    );
    const messages = effects.map((effect) => (effect.kind === "send" ? effect.message : effect));
    expect(messages).toMatchObject([{ last: false }, { last: true }]);
    expect(messages.map((each) => ("entries" in each ? each.entries.length : 0))).toEqual([
      10_000, 1,
    ]);
  });

  test("is one empty message when nothing is held", () => {
    const { effects } = run([...welcomed, says({ kind: "inventory-request" })]);
    expect(effects).toEqual([
      { kind: "send", message: { kind: "inventory", entries: [], last: true } },
    ]);
  });
});

describe("step, heartbeats", () => {
  const beat = (digest: string | undefined, at = 0): SessionInput =>
    says({ kind: "heartbeat", digest, watermarks: [] }, at);

  test("are sent every interval, with what the kernel holds", () => {
    const early = run([...welcomed, { kind: "tick", at: 4_999 }]);
    expect(early.effects).toEqual([]);
    const due = step(early.session, { kind: "tick", at: 5_000 }, nothing);
    expect(due.effects).toEqual([
      { kind: "send", message: { kind: "heartbeat", digest: emptyDigest, watermarks } },
    ]);
    expect(wakeAt(due.session)).toBe(10_000);
  });

  test("go on while a batch is being applied", () => {
    const { effects } = run([...welcomed, batch({}), { kind: "tick", at: 5_000 }]);
    expect(effects).toMatchObject([{ message: { kind: "heartbeat" } }]);
  });

  test.each([
    [[beat("1".repeat(32))], 1],
    [[beat(emptyDigest)], 0],
    [[beat(undefined)], 0],
    [[batch({}), beat("1".repeat(32))], 0],
  ])("report a difference only with no batch in flight (%#)", (inputs, reports) => {
    expect(run([...welcomed, ...inputs]).effects.filter(isMismatch)).toHaveLength(reports);
  });

  test("that stay away for three intervals end the stream", () => {
    const heard = run([...welcomed, beat(undefined, 3_000)]);
    expect(run([{ kind: "tick", at: 17_999 }], nothing, heard.session).session.phase).toBe("idle");
    expect(run([{ kind: "tick", at: 18_000 }], nothing, heard.session).session).toMatchObject({
      cause: { kind: "silence", milliseconds: 15_000 },
      outcome: "unserved",
    });
  });

  const isMismatch = ({ kind }: { readonly kind: string }): boolean => kind === "mismatch";
});

describe("step, drain and hand-over", () => {
  const drain = says({ kind: "drain", reason: "rolling update", delay: 300 });
  const pause = { kind: "pause", paused: true } as const;
  const resume = { kind: "pause", paused: false } as const;

  test("asks once to move, and goes on being served", () => {
    const asked = run([...welcomed, drain]);
    expect(asked.effects).toEqual([{ kind: "move", reason: "rolling update", delay: 300 }]);
    expect(step(asked.session, drain, nothing).effects).toEqual([]);
    expect(step(asked.session, batch({}), nothing).effects).toMatchObject([{ kind: "apply" }]);
  });

  test("parks a batch while another stream says Hello, and applies it if that comes to nothing", () => {
    const parked = run([...welcomed, pause, batch({ upserts: [sampleRedirect(1)] })]);
    expect(parked).toMatchObject({ session: { phase: "parked" }, effects: [] });
    const resumed = step(parked.session, resume, nothing);
    expect(resumed.effects).toMatchObject([{ kind: "apply", delta: { upserts: [{}] } }]);
  });

  test("takes no second batch while one is parked", () => {
    const end = run([...welcomed, pause, batch({}), batch({ nonce: 2 })]);
    expect(reasonOf(end)).toBe("Batch 2 came while 1 was in flight");
  });

  test("acknowledges what was being applied when it was paused", () => {
    const { session, effects } = run([...welcomed, batch({}), pause, applied]);
    expect(session).toMatchObject({ phase: "idle", link: { paused: true } });
    expect(effects).toMatchObject([{ message: { kind: "ack" } }, { kind: "acknowledged" }]);
  });
});

describe("step, how a stream counts for the next attempt", () => {
  const cut = { kind: "closed", reason: "UNAVAILABLE", broken: false } as const;
  test.each<[string, SessionInput[]]>([
    ["unserved", [cut]],
    ["unserved", [...welcomed, cut]],
    ["served", [...welcomed, batch({}), applied, cut]],
    ["broken", [...welcomed, batch({}), applied, { ...cut, broken: true }]],
    ["served", [...welcomed, batch({}), applied, { kind: "end", cause: { kind: "left" } }]],
  ])("is %s (%#)", (outcome, inputs) => {
    expect(run(inputs).session).toMatchObject({ phase: "ended", outcome });
  });

  test("wants no tick after the end", () => {
    expect(wakeAt(run([cut]).session)).toBeUndefined();
  });
});
