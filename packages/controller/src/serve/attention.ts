import { firedLate } from "@localredirect/process";

/**
 * Since when a process has been listening without a break. What was sent while it could not run
 * lies in its sockets, still unread when its timers fire: nobody may be called silent for that.
 */
export class Attention {
  readonly #interval: number;
  #since: number;
  #lookedAt: number;

  /** `interval`: how often `look` is called, in milliseconds; `now` in milliseconds since 1970. */
  constructor(interval: number, now: number) {
    this.#interval = interval;
    this.#since = now;
    this.#lookedAt = now;
  }

  /** In milliseconds since 1970. */
  get since(): number {
    return this.#since;
  }

  /** To be called at each interval. `now` in milliseconds since 1970. */
  look(now: number): void {
    if (firedLate(this.#lookedAt + this.#interval, now)) this.#since = now;
    this.#lookedAt = now;
  }
}
