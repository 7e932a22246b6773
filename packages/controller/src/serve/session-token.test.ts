import { beforeEach, describe, expect, test } from "vitest";

import { refusal } from "../identity/identity-refusal.ts";
import type { SessionEffect } from "./session-state.ts";
import { SessionWorld } from "./testing/session-world.ts";
import { SimulatedAgent } from "./testing/simulated-agent.ts";

const minutes = 60_000;
const node = "node-1";
const token = "h.p.s";
let world: SessionWorld;

beforeEach(() => {
  world = new SessionWorld();
  world.peer = { kind: "token", node, expiresAt: world.now + 60 * minutes };
  world.receive(new SimulatedAgent(node).hello());
});

function ends(effects: readonly SessionEffect[]): readonly string[] {
  return effects.flatMap((effect) =>
    effect.kind === "end" ? [`${effect.code} ${effect.refused}: ${effect.details}`] : [],
  );
}

/** Lets time pass, with a sign of life from the agent. */
function waitUntil(now: number): readonly string[] {
  world.now = now;
  return ends([
    ...world.receive({ kind: "heartbeat", digest: undefined, watermarks: [] }),
    ...world.feed({ kind: "tick" }),
  ]);
}

function renew(expiresAt: number, of = node): readonly string[] {
  return ends(world.feed({ kind: "renewed", peer: { kind: "token", node: of, expiresAt } }));
}

describe("a session of a token", () => {
  test("ends ten minutes past the expiry", () => {
    const expiry = world.now + 60 * minutes;
    expect(waitUntil(expiry + 10 * minutes)).toEqual([]);
    expect(waitUntil(expiry + 10 * minutes + 1)).toEqual([
      "UNAUTHENTICATED expired: The token expired at 1970-01-01T01:16:40.000Z, and no good one has come since",
    ]);
  });

  test("ends ten minutes past the expiry of the last good token", () => {
    const expiry = world.now + 60 * minutes;
    expect(renew(expiry + 60 * minutes)).toEqual([]);
    // One that expires sooner takes nothing away.
    expect(renew(expiry)).toEqual([]);
    expect(waitUntil(expiry + 70 * minutes)).toEqual([]);
    expect(waitUntil(expiry + 70 * minutes + 1)).toHaveLength(1);
  });

  test("has a token that comes verified, and ends if it is refused", () => {
    expect(world.receive({ kind: "reauthentication", token })).toEqual([{ kind: "verify", token }]);
    const reason = refusal("wrong_user", "The token is of default");
    expect(ends(world.feed({ kind: "refused", refusal: reason }))).toEqual([
      "PERMISSION_DENIED wrong_user: The token is of default",
    ]);
  });

  test("ends when another node's token comes, however good it is", () => {
    expect(renew(world.now + 120 * minutes, "node-2")).toEqual([
      "PERMISSION_DENIED node_mismatch: Hello is from node 'node-1', the token is of node 'node-2'",
    ]);
  });

  test("ends past the expiry while it is draining, too", () => {
    const expiry = world.now + 60 * minutes;
    world.feed({ kind: "drain", reason: "Stopping", delay: 120 * minutes });
    expect(renew(expiry + minutes)).toEqual([]);
    expect(waitUntil(expiry + 11 * minutes)).toEqual([]);
    expect(waitUntil(expiry + 11 * minutes + 1)).toHaveLength(1);
  });

  test("has a flood of tokens not verified", () => {
    const reauthentication = { kind: "reauthentication", token } as const;
    const flood = Array.from({ length: 102 }, () => world.receive(reauthentication)).flat();
    expect(flood.filter(({ kind }) => kind === "verify").length).toBeLessThanOrEqual(100);
    expect(ends(flood)).toEqual([expect.stringContaining("RESOURCE_EXHAUSTED")]);
  });
});

test("a session without a token does not end with time, and verifies none", () => {
  world = new SessionWorld();
  world.receive(new SimulatedAgent(node).hello());
  expect(world.receive({ kind: "reauthentication", token })).toEqual([]);
  expect(waitUntil(world.now + 10_000 * minutes)).toEqual([]);
});
