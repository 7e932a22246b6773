import {
  diffTables,
  digestOf,
  emptyDigest,
  formatFrontend,
  redirectId,
  redirectVersion,
} from "@localredirect/types/tables";
import type {
  AgentMessage,
  BatchMessage,
  FrontendKey,
  NodeTable,
  Redirect,
} from "@localredirect/types/tables";
import fc from "fast-check";
import { expect, test } from "vitest";
import { FakeDatapath } from "../datapath/testing/fake-datapath.ts";
import type { SessionEffect, SessionInput } from "./session-events.ts";
import { startSession, step } from "./session.ts";
import type { Session } from "./session-state.ts";
import { sampleBatch, sampleWelcome } from "./testing/sample-batches.ts";
import { sampleRedirect } from "./testing/sample-redirects.ts";

const facts = { node: "node-1", agentVersion: "0.1.0", ipv4: true, ipv6: true };

/** A hello, two halves of a snapshot and one difference, with time to spare. */
const enoughPasses = 30;

/** Passes of a new stream after which the second half of a snapshot is not yet applied. */
const mostPassesOfHalf = 6;

/** What happens: the wanted table changes, the stream is cut, a message gets through. */
type Turn =
  | { readonly kind: "want"; readonly frontend: number; readonly backends: number | undefined }
  | { readonly kind: "cut" | "pass" };

const turn: fc.Arbitrary<Turn> = fc.oneof(
  fc.record({
    kind: fc.constant("want" as const),
    frontend: fc.nat(6),
    backends: fc.option(fc.nat(3), { nil: undefined }),
  }),
  fc.constant({ kind: "cut" } as const),
  { weight: 4, arbitrary: fc.constant({ kind: "pass" } as const) },
);

/** A controller that sends at most two redirects a batch, and the agent's machine with a kernel. */
class World {
  readonly kernel = new FakeDatapath({
    adopted: [sampleRedirect(1), sampleRedirect(5, 2), sampleRedirect(9)],
  });
  wanted = new Map<FrontendKey, Redirect>();
  #session: Session = startSession(0);
  #inbox: SessionInput[] = [];
  /** What the controller believes that the agent holds; undefined before it knows. */
  #believed: NodeTable | undefined;
  #plan: BatchMessage[] = [];
  #nonce = 0;
  #inFlight = false;

  connect(): void {
    this.#session = startSession(0);
    [this.#inbox, this.#plan] = [[], []];
    [this.#believed, this.#nonce, this.#inFlight] = [undefined, 0, false];
    this.#inbox.push({ kind: "connected", facts, watermarks: [] });
  }

  want({ frontend, backends }: Extract<Turn, { kind: "want" }>): void {
    const redirect = sampleRedirect(frontend, backends);
    const key = formatFrontend(redirect.frontend);
    if (backends === undefined) this.wanted.delete(key);
    else this.wanted.set(key, redirect);
  }

  /** One input reaches the agent; the controller answers what it says. */
  async pass(): Promise<void> {
    const input = this.#inbox.shift();
    if (input === undefined) {
      this.#send();
      return;
    }
    const holding = { digest: this.kernel.digest(), held: this.kernel.held() };
    const { session, effects } = step(this.#session, input, holding);
    this.#session = session;
    for (const effect of effects) await this.#carryOut(effect);
  }

  async #carryOut(effect: SessionEffect): Promise<void> {
    if (effect.kind === "close") throw new Error(JSON.stringify(effect.cause));
    if (effect.kind === "send") this.#hear(effect.message);
    if (effect.kind !== "apply") return;
    const result = await this.kernel.apply(effect.delta);
    this.#inbox.unshift({ kind: "applied", result, appliedAt: 0 });
  }

  #hear(message: AgentMessage): void {
    if (message.kind === "hello") {
      this.#inbox.push({ kind: "message", at: 0, message: sampleWelcome() });
      // Half of all tables differ: those are sent whole, as to an agent that nobody knows.
      if (message.digest === this.#digest()) this.#believed = new Map(this.wanted);
      else this.#planSnapshot();
    }
    if (message.kind === "ack") this.#inFlight = false;
  }

  #digest(): string {
    return digestOf([...this.wanted.values()].map(redirectVersion));
  }

  #planSnapshot(): void {
    const upserts = [...this.wanted.values()];
    const halves = [upserts.slice(0, 2), upserts.slice(2)];
    this.#plan = halves.map((half, index) =>
      sampleBatch({
        ...{ nonce: 0, upserts: half, snapshotBegin: index === 0, snapshotEnd: index === 1 },
        digest: index === 1 ? this.#digest() : undefined,
      }),
    );
    this.#believed = new Map(this.wanted);
  }

  #send(): void {
    if (this.#inFlight || this.#believed === undefined) return;
    if (this.#plan.length === 0) this.#planDelta(this.#believed);
    const batch = this.#plan.shift();
    if (batch === undefined) return;
    this.#inFlight = true;
    this.#nonce += 1;
    this.#inbox.push({ kind: "message", at: 0, message: { ...batch, nonce: this.#nonce } });
  }

  #planDelta(believed: NodeTable): void {
    const { upserts, removals } = diffTables(believed, this.wanted);
    if (upserts.length + removals.length === 0) return;
    this.#believed = new Map(this.wanted);
    this.#plan = [
      sampleBatch({
        nonce: 0,
        upserts,
        removals: removals.map(redirectId),
        digest: this.#digest(),
      }),
    ];
  }
}

test("step brings the kernel to the wanted table, whatever changes and is cut on the way", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(turn, { maxLength: 40 }), async (turns) => {
      const world = new World();
      world.connect();
      for (const each of turns) {
        if (each.kind === "want") world.want(each);
        else if (each.kind === "cut") world.connect();
        else await world.pass();
      }
      for (let pass = 0; pass < enoughPasses; pass++) await world.pass();
      expect([...world.kernel.held().keys()].toSorted()).toEqual(
        [...world.wanted.keys()].toSorted(),
      );
      expect(world.kernel.digest()).toBe(
        world.wanted.size === 0
          ? emptyDigest
          : digestOf([...world.wanted.values()].map(redirectVersion)),
      );
    }),
  );
});

test("step takes nothing away from the kernel before a snapshot has ended", async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(mostPassesOfHalf), fc.nat(6), async (passes, wanted) => {
      const world = new World();
      for (let number = 20; number < 20 + wanted; number++) {
        world.want({ kind: "want", frontend: number, backends: 1 });
      }
      // Connect again and again, never far enough for the second half of the snapshot.
      for (let attempt = 0; attempt < 3; attempt++) {
        world.connect();
        for (let pass = 0; pass < passes; pass++) await world.pass();
      }
      for (const number of [1, 5, 9]) {
        const { frontend } = sampleRedirect(number);
        expect(world.kernel.held().has(formatFrontend(frontend))).toBe(true);
      }
    }),
  );
});
