import { redirectId } from "@localredirect/types";
import type { AgentMessage, ControllerMessage } from "@localredirect/types";
import fc from "fast-check";
import { expect, test } from "vitest";

import type { CompiledTable } from "../node-tables.ts";
import { openSession } from "./session.ts";
import type { SessionEffect, SessionInput } from "./session-state.ts";
import { SessionWorld } from "./testing/session-world.ts";
import { SimulatedAgent } from "./testing/simulated-agent.ts";
import { compiledRedirect, compiledTable } from "./testing/tables.ts";

const node = "node-1";
/** Contents that an agent's kernel refuses, whatever the frontend. */
const refusedVariant = 3;
/** More frontends than a batch holds. */
const frontends = 620;

type Action =
  | { readonly kind: "to-agent" | "to-controller" | "tick" | "reconnect" | "drift" | "unready" }
  | { readonly kind: "block" }
  | {
      readonly kind: "change";
      readonly from: number;
      readonly to: number;
      readonly variant: number;
    };

/** Both ends of a stream with the messages between them, delivered when an action says so. */
class StreamModel {
  readonly world = new SessionWorld();
  readonly agent = new SimulatedAgent(node);
  readonly #wanted = new Map<number, number>();
  #toAgent: ControllerMessage[] = [];
  #toController: AgentMessage[] = [];
  #inFlight = 0;
  #hasDrifted = false;

  constructor() {
    for (let index = 0; index < frontends; index += 1) {
      this.agent.refusing.add(compiledRedirect(index, refusedVariant).version);
    }
    this.#connect();
  }

  get wanted(): CompiledTable {
    return this.world.tables.table(node);
  }

  perform(action: Action): void {
    switch (action.kind) {
      case "to-agent":
        this.#toAgent.splice(0, 1).forEach((message) => {
          this.#toController.push(...this.agent.receive(message));
        });
        break;
      case "to-controller":
        this.#toController.splice(0, 1).forEach((message) => {
          this.#inFlight -= message.kind === "ack" ? 1 : 0;
          this.#feed({ kind: "message", message });
        });
        break;
      case "tick":
        this.world.now += 10_000;
        this.#toController.push(this.agent.heartbeat());
        this.#feed({ kind: "tick" });
        break;
      case "reconnect":
        this.#connect();
        break;
      case "drift":
        this.#drift();
        break;
      case "unready":
        this.world.tables.ready = !this.world.tables.ready;
        this.#feed({ kind: "look" });
        break;
      case "block":
        this.world.writable = !this.world.writable;
        this.#feed({ kind: "look" });
        break;
      case "change":
        this.#change(action.from, action.to, action.variant);
        break;
    }
  }

  /** Delivers everything, with time passing, until both sides have said what they had to. */
  settle(): void {
    this.world.tables.ready = true;
    this.world.writable = true;
    this.#feed({ kind: "look" });
    // Three heartbeats: one to find a divergence, one to be allowed to ask again, one to spare.
    for (let beat = 0; beat < 3; beat += 1) {
      this.perform({ kind: "tick" });
      while (this.#toAgent.length + this.#toController.length > 0) {
        this.perform({ kind: "to-controller" });
        this.perform({ kind: "to-agent" });
      }
    }
  }

  #connect(): void {
    this.world.session = openSession(this.world.now);
    this.#inFlight = 0;
    this.#toAgent = [];
    this.#toController = [this.agent.hello()];
  }

  /** Somebody else changes the kernel's table. */
  #drift(): void {
    const [first] = this.agent.held.keys();
    if (first !== undefined) {
      this.agent.held.delete(first);
      this.#hasDrifted = true;
    }
  }

  #change(from: number, to: number, variant: number): void {
    for (let index = from; index < to; index += 1) {
      if (variant < 0) {
        this.#wanted.delete(index);
      } else {
        this.#wanted.set(index, variant);
      }
    }
    const redirects = Array.from(this.#wanted, ([index, one]) => compiledRedirect(index, one));
    this.world.tables.set(node, compiledTable(redirects, this.world.now));
    this.#feed({ kind: "look" });
  }

  #feed(input: SessionInput): void {
    this.world.feed(input).forEach((effect) => {
      this.#check(effect);
    });
  }

  #check(effect: SessionEffect): void {
    if (effect.kind === "end") {
      // Messages that nobody delivers look like an agent that is gone; it comes back.
      expect(effect.code).toBe("UNAVAILABLE");
      this.#connect();
    }
    if (effect.kind === "diverged") {
      // The ledger itself is never the cause.
      expect(this.#hasDrifted).toBe(true);
    }
    if (effect.kind !== "send") {
      return;
    }
    this.#toAgent.push(effect.message);
    if (effect.message.kind === "batch") {
      this.#inFlight += 1;
      expect(this.#inFlight).toBe(1);
      expect(effect.message.upserts.length + effect.message.removals.length).toBeLessThan(501);
      expect(this.world.writable && this.world.tables.ready).toBe(true);
    }
  }
}

/** Mostly among the same few frontends, so that changes meet; at times more than two batches. */
const range = fc.oneof(
  {
    weight: 19,
    arbitrary: fc.record({
      from: fc.integer({ min: 0, max: 3 }),
      length: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ from: 0, length: frontends }) },
);
const change = fc
  .record({ range, variant: fc.integer({ min: -2, max: refusedVariant }) })
  .map(({ range: { from, length }, variant }) => ({
    kind: "change" as const,
    from,
    to: Math.min(from + length, frontends),
    variant,
  }));
const delivery = fc.constantFrom<Action>({ kind: "to-agent" }, { kind: "to-controller" });
const event = fc.constantFrom<Action>(
  { kind: "tick" },
  { kind: "reconnect" },
  { kind: "drift" },
  { kind: "block" },
);
const actions = fc.array(
  fc.oneof(
    { weight: 9, arbitrary: delivery },
    { weight: 3, arbitrary: change },
    { weight: 2, arbitrary: event },
  ),
  { maxLength: 100, size: "max" },
);

/** What the kernel should hold: what is wanted, save what it refuses, of which anything may stay. */
function expectConverged(model: StreamModel): void {
  const held = new Map(model.agent.held);
  for (const { redirect, version } of model.wanted.redirects.values()) {
    const id = redirectId(redirect.frontend);
    if (!model.agent.refusing.has(version)) {
      expect(held.get(id)).toBe(version);
    }
    held.delete(id);
  }
  expect(held.size).toBe(0);
}

test("a session always brings the agent to the wanted table, one batch at a time", () => {
  fc.assert(
    fc.property(fc.boolean(), actions, (isReady, history) => {
      const model = new StreamModel();
      if (!isReady) {
        model.perform({ kind: "unready" });
      }
      history.forEach((action) => {
        model.perform(action);
      });
      model.settle();
      expectConverged(model);
      expect(model.world.session.kind).toBe("idle");
    }),
    { numRuns: 200 },
  );
});
