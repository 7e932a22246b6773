import { emptyDigest, redirectId } from "@localredirect/types/tables";
import { describe, expect, test } from "vitest";
import type { ApplyResult } from "../datapath/datapath.ts";
import type { SessionInput } from "./session-events.ts";
import { step } from "./session.ts";
import { digestOfRedirects } from "./testing/sample-batches.ts";
import { sampleRedirect, sampleRedirects } from "./testing/sample-redirects.ts";
import { applied, batch, holding, nothing, run, says, welcomed } from "./testing/session-run.ts";

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
