import { emptyDigest } from "@localredirect/types/tables";
import { describe, expect, test } from "vitest";
import type { SessionInput } from "./session-events.ts";
import { step, wakeAt } from "./session.ts";
import { welcomeTimeout } from "./session-state.ts";
import { sampleWelcome } from "./testing/sample-batches.ts";
import { sampleRedirect, sampleRedirects } from "./testing/sample-redirects.ts";
import {
  applied,
  batch,
  connected,
  facts,
  holding,
  nothing,
  run,
  says,
  violationOf,
  watermarks,
  welcomed,
} from "./testing/session-run.ts";

const tick = (at: number, late = false): SessionInput => ({ kind: "tick", at, late });

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
    const { session } = run([connected, tick(welcomeTimeout)]);
    expect(session).toMatchObject({ phase: "ended", cause: { kind: "no-welcome" } });
  });

  test("waits for Welcome until then", () => {
    expect(run([connected, tick(welcomeTimeout - 1)]).session.phase).toBe("greeting");
  });

  test("waits anew for a Welcome that it may not have read", () => {
    const { session } = run([connected, tick(welcomeTimeout, true)]);
    expect(session.phase).toBe("greeting");
    expect(wakeAt(session)).toBe(2 * welcomeTimeout);
    expect(run([tick(2 * welcomeTimeout)], nothing, session).session.phase).toBe("ended");
  });
});

describe("step, heartbeats", () => {
  const beat = (digest: string | undefined, at = 0): SessionInput =>
    says({ kind: "heartbeat", digest, watermarks: [] }, at);

  test("are sent every interval, with what the kernel holds and a look for a newer token", () => {
    const early = run([...welcomed, tick(4_999)]);
    expect(early.effects).toEqual([]);
    const due = step(early.session, tick(5_000), nothing);
    expect(due.effects).toEqual([
      { kind: "send", message: { kind: "heartbeat", digest: emptyDigest, watermarks } },
      { kind: "reauthenticate" },
    ]);
    expect(wakeAt(due.session)).toBe(10_000);
  });

  test("go on while a batch is being applied", () => {
    const { effects } = run([...welcomed, batch({}), tick(5_000)]);
    expect(effects).toMatchObject([{ message: { kind: "heartbeat" } }, { kind: "reauthenticate" }]);
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
    expect(run([tick(17_999)], nothing, heard.session).session.phase).toBe("idle");
    expect(run([tick(18_000)], nothing, heard.session).session).toMatchObject({
      cause: { kind: "silence", milliseconds: 15_000 },
      outcome: "unserved",
    });
  });

  test("that it may not have read yet are waited for anew", () => {
    const heard = run([...welcomed, beat(undefined, 3_000)]);
    const late = run([tick(20_000, true)], nothing, heard.session);
    expect(late.session).toMatchObject({ phase: "idle", link: { heardAt: 3_000 } });
    expect(wakeAt(late.session)).toBe(25_000);
    expect(run([tick(34_999)], nothing, late.session).session.phase).toBe("idle");
    expect(run([tick(35_000)], nothing, late.session).session).toMatchObject({
      cause: { kind: "silence", milliseconds: 15_000 },
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
    expect(violationOf(end)).toBe("Batch 2 came while 1 was in flight");
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
