import { setTimeout as sleep } from "node:timers/promises";

import { givenBack, heldBy, initialState, isLeading, nextState } from "./election.ts";
import type { ElectionState, Outcome } from "./election.ts";
import { defaultLeaseTimes } from "./lease.ts";
import type { LeaseTimes } from "./lease.ts";
import type { LeaseStore } from "./lease-store.ts";

/** What one leads for: runs until the signal aborts, and never rejects. */
export type Term = (signal: AbortSignal) => Promise<void>;

/** What happens to a candidate, for its log. */
export type LeadershipEvent =
  | { readonly kind: "leading" }
  /** It does not lead any more, without having given the lease back. */
  | { readonly kind: "lost" }
  /** The lease cannot be read or written. Told once, until it works again. */
  | { readonly kind: "failed"; readonly error: unknown };

/** What a candidate works with. */
export interface LeadershipOptions {
  readonly store: LeaseStore;
  /** No other process has it, not even this one's successor. */
  readonly identity: string;
  readonly onEvent: (event: LeadershipEvent) => void;
  /** Shorter only where time is short, as in tests. */
  readonly times?: LeaseTimes;
}

/** Attempts are put off by up to so much more, so that replicas do not ask in step. */
const jitter = 0.2;

/** How long giving the lease back may take, in milliseconds: it runs out by itself as well. */
const releasePatience = 1500;

/**
 * One of several replicas leads: the one that holds the lease. It is no fence: what a leader has
 * sent may still arrive when the next one leads.
 */
export class Leadership {
  readonly #options: LeadershipOptions;
  readonly #times: LeaseTimes;
  #state: ElectionState = initialState;
  #hasFailed = false;
  #stopTerm: AbortController | undefined;
  #term: Promise<void> = Promise.resolve();

  constructor(options: LeadershipOptions) {
    this.#options = options;
    this.#times = options.times ?? defaultLeaseTimes;
  }

  /** Whether this replica leads now. */
  get leading(): boolean {
    return isLeading(this.#state, performance.now());
  }

  /** Takes part until the signal aborts, and runs a term whenever it leads. */
  async run(term: Term, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const outcome = await this.#perform(signal);
      this.#state = nextState(this.#state, outcome, this.#candidate());
      this.#follow(term);
      if (this.#state.kind !== "taking") await this.#pause(signal);
    }
    this.#stopTerm?.abort();
    await this.#term;
    await this.#release();
  }

  /** Begins a term, or ends it. */
  #follow(term: Term): void {
    if (this.leading === (this.#stopTerm !== undefined)) return;
    if (this.#stopTerm !== undefined) {
      this.#stopTerm.abort();
      this.#stopTerm = undefined;
      this.#options.onEvent({ kind: "lost" });
      return;
    }
    const stop = new AbortController();
    this.#stopTerm = stop;
    this.#options.onEvent({ kind: "leading" });
    // Never two at once.
    this.#term = this.#term.then(() => (stop.signal.aborted ? undefined : term(stop.signal)));
  }

  async #perform(signal: AbortSignal): Promise<Outcome> {
    const beganAt = performance.now();
    const limited = AbortSignal.any([signal, AbortSignal.timeout(this.#patience(beganAt))]);
    try {
      const outcome = await this.#ask(beganAt, limited);
      this.#hasFailed = false;
      return outcome;
    } catch (error) {
      if (!this.#hasFailed && !signal.aborted) this.#options.onEvent({ kind: "failed", error });
      this.#hasFailed = true;
      return { kind: "failed" };
    }
  }

  async #ask(beganAt: number, signal: AbortSignal): Promise<Outcome> {
    const { store } = this.#options;
    const state = this.#state;
    if (state.kind === "looking" || state.kind === "checking") {
      return { kind: "read", lease: await store.read(signal) };
    }
    const before = state.kind === "taking" ? state.sighting.lease : state.lease;
    const record = heldBy(this.#candidate(), before?.record, timeText());
    const lease = await store.replace(before, record, signal);
    return lease === undefined ? { kind: "outrun" } : { kind: "written", lease, beganAt };
  }

  /** A request may take half of what a leader has, so that there is a second attempt. */
  #patience(now: number): number {
    const half = this.#times.renewDeadline / 2;
    return Math.max(1, Math.floor(Math.min(half, this.#remaining(now))));
  }

  async #pause(signal: AbortSignal): Promise<void> {
    const now = performance.now();
    const pause = this.#times.retryPeriod * (1 + Math.random() * jitter);
    await sleep(Math.min(pause, this.#remaining(now)), undefined, { signal }).catch(
      () => undefined,
    );
  }

  /** How long it still leads, in milliseconds, if it does. */
  #remaining(now: number): number {
    const state = this.#state;
    return state.kind === "leading" || state.kind === "checking"
      ? Math.max(0, state.until - now)
      : Infinity;
  }

  /** What an attempt left whose answer did not come any more is given back, too. */
  async #release(): Promise<void> {
    const mayHold = this.#state.kind !== "looking";
    this.#state = initialState;
    this.#stopTerm = undefined;
    if (!mayHold) return;
    const { store, identity } = this.#options;
    const signal = AbortSignal.timeout(releasePatience);
    try {
      const lease = await store.read(signal);
      if (lease?.record.holder !== identity) return;
      await store.replace(lease, givenBack(lease.record, timeText()), signal);
    } catch {
      // The others take over once it has run out.
    }
  }

  #candidate(): { identity: string; times: LeaseTimes; now: number } {
    return { identity: this.#options.identity, times: this.#times, now: performance.now() };
  }
}

/** Now, with microseconds as a Lease has it. */
function timeText(): string {
  return new Date().toISOString().replace("Z", "000Z");
}
