/** How fast a queue lets things through. */
export interface QueueLimits {
  /** On average. */
  readonly perSecond: number;
  /** At once, after a time without any. */
  readonly burst: number;
  /** Between two turns of the same key, in milliseconds. */
  readonly perKey: number;
}

/** Whose turn it is. */
export type Turn =
  | { readonly kind: "key"; readonly key: string }
  /** Nobody's until then, or until something is added; in milliseconds. */
  | { readonly kind: "wait"; readonly until: number };

/**
 * Keys that wait for their turn, each once, whatever is asked for it meanwhile. It reads no clock:
 * times are given, in milliseconds of one that never goes back.
 */
export class KeyedQueue {
  readonly #limits: QueueLimits;
  /** By key: not before when. In the order in which they were added. */
  readonly #waiting = new Map<string, number>();
  /** By key: its last turn, the oldest first. Those that no longer matter are dropped. */
  readonly #turns = new Map<string, number>();
  #tokens: number;
  #filledAt = 0;

  constructor(limits: QueueLimits) {
    this.#limits = limits;
    this.#tokens = limits.burst;
  }

  /** How many wait. */
  get size(): number {
    return this.#waiting.size;
  }

  has(key: string): boolean {
    return this.#waiting.has(key);
  }

  /** A key that waits already keeps its time: who fails is not asked again earlier. */
  add(key: string, notBefore = 0): void {
    if (!this.#waiting.has(key)) this.#waiting.set(key, notBefore);
  }

  /** Adds a key, or has one that waits no longer wait for its time. */
  hasten(key: string): void {
    this.#waiting.set(key, 0);
  }

  /** Takes the next key, where it is somebody's turn. */
  take(now: number): Turn {
    this.#fill(now);
    this.#forgetTurns(now);
    let until = Infinity;
    for (const [key, notBefore] of this.#waiting) {
      const dueAt = Math.max(notBefore, this.#dueAfterLastTurn(key));
      if (dueAt > now) {
        until = Math.min(until, dueAt);
      } else if (this.#tokens < 1) {
        return { kind: "wait", until: now + ((1 - this.#tokens) * 1000) / this.#limits.perSecond };
      } else {
        this.#spend(key, now);
        return { kind: "key", key };
      }
    }
    return { kind: "wait", until };
  }

  #spend(key: string, now: number): void {
    this.#waiting.delete(key);
    this.#tokens -= 1;
    this.#turns.delete(key);
    this.#turns.set(key, now);
  }

  #fill(now: number): void {
    const { perSecond, burst } = this.#limits;
    const gained = (Math.max(0, now - this.#filledAt) * perSecond) / 1000;
    this.#tokens = Math.min(burst, this.#tokens + gained);
    this.#filledAt = now;
  }

  #dueAfterLastTurn(key: string): number {
    const last = this.#turns.get(key);
    return last === undefined ? 0 : last + this.#limits.perKey;
  }

  #forgetTurns(now: number): void {
    for (const [key, at] of this.#turns) {
      if (at + this.#limits.perKey > now) return;
      this.#turns.delete(key);
    }
  }
}
