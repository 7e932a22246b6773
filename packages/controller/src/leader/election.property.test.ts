import fc from "fast-check";
import { expect, test } from "vitest";

import { heldBy, initialState, isLeading, nextState } from "./election.ts";
import type { ElectionState, Outcome } from "./election.ts";
import { defaultLeaseTimes as times } from "./lease.ts";
import { MemoryLeaseStore } from "./testing/memory-lease-store.ts";

/** One turn of a candidate: when it asks, when the lease hears of it and when the answer comes. */
interface Turn {
  readonly pause: number;
  readonly there: number;
  readonly back: number;
  /** What gets lost. */
  readonly fate: "answered" | "unsent" | "unanswered";
}

/** The longest that a request may take. */
const patience = times.renewDeadline / 2;

/** A candidate on a clock of its own. */
class Simulated {
  readonly identity: string;
  readonly #offset: number;
  state: ElectionState = initialState;

  constructor(index: number, offset: number) {
    this.identity = `replica-${index}`;
    this.#offset = offset;
  }

  leads(now: number): boolean {
    return isLeading(this.state, now + this.#offset);
  }

  candidate(now: number) {
    return { identity: this.identity, times, now: now + this.#offset };
  }

  /** What one turn does, as what happens at which time. */
  *turn(store: MemoryLeaseStore, start: number, turn: Turn): Generator<number, void> {
    const began = start + turn.pause;
    yield began;
    const { state } = this;
    let outcome: Outcome = { kind: "failed" };
    yield began + turn.there;
    if (turn.fate !== "unsent") outcome = this.#ask(store, state, began);
    yield began + turn.there + turn.back;
    if (turn.fate !== "answered") outcome = { kind: "failed" };
    this.state = nextState(this.state, outcome, this.candidate(began + turn.there + turn.back));
  }

  #ask(store: MemoryLeaseStore, state: ElectionState, began: number): Outcome {
    if (state.kind === "looking" || state.kind === "checking") {
      return { kind: "read", lease: store.current };
    }
    const before = state.kind === "taking" ? state.sighting.lease : state.lease;
    const record = heldBy(this.candidate(began), before?.record, String(began));
    const lease = store.write(before, record);
    if (lease === undefined) return { kind: "outrun" };
    return { kind: "written", lease, beganAt: this.candidate(began).now };
  }
}

interface Scene {
  readonly candidates: readonly Simulated[];
  /** Of each candidate. */
  readonly turns: readonly (readonly Turn[])[];
  readonly start: number;
}

/** Runs the candidates' turns side by side, in the order of time, and looks at each of them. */
function simulate(
  store: MemoryLeaseStore,
  { candidates, turns, start }: Scene,
  look: (now: number) => void,
): number {
  const runs = candidates.map((candidate, index) => {
    const all = function* (): Generator<number, void> {
      let at = start;
      for (const turn of turns[index] ?? []) {
        for (const time of candidate.turn(store, at, turn)) {
          at = time;
          yield time;
        }
      }
    };
    const steps = all();
    return { steps, next: steps.next() };
  });
  let now = start;
  for (;;) {
    const waiting = runs.filter(({ next }) => next.done !== true);
    const [first] = waiting.sort((a, b) => Number(a.next.value) - Number(b.next.value));
    if (first === undefined) return now;
    now = Number(first.next.value);
    first.next = first.steps.next();
    look(now);
  }
}

const turnArbitrary: fc.Arbitrary<Turn> = fc.record({
  pause: fc.integer({ min: 0, max: 6000 }),
  there: fc.integer({ min: 0, max: patience }),
  back: fc.integer({ min: 0, max: patience }),
  fate: fc.constantFrom("answered", "answered", "answered", "unsent", "unanswered"),
});

test("nextState never lets two lead at once, and lets one lead soon when all is well", () => {
  const replicas = fc.array(
    fc.record({
      offset: fc.integer({ min: -1e9, max: 1e9 }),
      turns: fc.array(turnArbitrary, { minLength: 5, maxLength: 40 }),
    }),
    { minLength: 2, maxLength: 4 },
  );
  fc.assert(
    fc.property(replicas, (all) => {
      const store = new MemoryLeaseStore();
      const candidates = all.map(({ offset }, index) => new Simulated(index, offset));
      const leaders = (now: number) => candidates.filter((one) => one.leads(now)).length;
      const random = { candidates, turns: all.map(({ turns }) => turns), start: 0 };
      const end = simulate(store, random, (now) => {
        expect(leaders(now)).toBeLessThanOrEqual(1);
      });
      // From now on nothing gets lost; each asks every two seconds.
      const well: Turn = { pause: times.retryPeriod, there: 5, back: 5, fate: "answered" };
      const rounds = Math.ceil((times.duration + 3 * times.retryPeriod) / times.retryPeriod);
      const turns = candidates.map(() => Array.from({ length: rounds }, () => well));
      const last = simulate(store, { candidates, turns, start: end }, () => undefined);
      expect(leaders(last)).toBe(1);
    }),
    { numRuns: 300 },
  );
});
