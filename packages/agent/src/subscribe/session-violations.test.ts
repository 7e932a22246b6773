import { emptyDigest } from "@localredirect/types/tables";
import type { ControllerMessage } from "@localredirect/types/tables";
import { describe, expect, test } from "vitest";
import type { SessionInput } from "./session-events.ts";
import { step } from "./session.ts";
import { sampleWelcome } from "./testing/sample-batches.ts";
import {
  applied,
  batch,
  connected,
  nothing,
  run,
  says,
  violationOf,
  welcomed,
} from "./testing/session-run.ts";

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
    expect(violationOf(end)).toBe(reason);
    expect(end.effects).toEqual([{ kind: "close", cause: { kind: "violation", reason } }]);
    expect(end.session).toMatchObject({ outcome: "broken" });
  });

  test("passes over what is read after the end", () => {
    const ended = run([connected, batch({})]).session;
    for (const input of [
      connected,
      batch({}),
      applied,
      { kind: "tick", at: 1e9, late: false } as const,
    ]) {
      expect(step(ended, input, nothing)).toEqual({ session: ended, effects: [] });
    }
  });
});
