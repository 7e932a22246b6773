/**
 * How many members are visited in one turn of the event loop: where each of them writes something, a
 * slice takes a few milliseconds, and no longer does anything else wait.
 */
const sliceSize = 64;

/**
 * Visits each member of a set once in every round. Members may come and go at any time. Those of a
 * large set are visited a few at a time, spread over the round, so that thousands of heartbeats that
 * are due in the same second hold up no change of a table.
 */
export class Rounds<T> {
  readonly #members: ReadonlySet<T>;
  readonly #visit: (member: T) => void;
  readonly #duration: number;
  #left: SetIterator<T>;
  #timer: NodeJS.Timeout;

  /** `duration`: of a round, in milliseconds. */
  constructor(members: ReadonlySet<T>, visit: (member: T) => void, duration: number) {
    this.#members = members;
    this.#visit = visit;
    this.#duration = duration;
    this.#left = members.values();
    this.#timer = this.#afterSlice();
  }

  /** Visits nobody any more. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  #afterSlice(): NodeJS.Timeout {
    const slices = Math.max(1, Math.ceil(this.#members.size / sliceSize));
    return setTimeout(() => {
      this.#timer = this.#afterSlice();
      this.#slice(Math.ceil(this.#members.size / slices));
    }, this.#duration / slices);
  }

  /** At most as many as there are, so that nobody is visited twice. */
  #slice(count: number): void {
    for (let visited = 0; visited < count; visited += 1) {
      let next = this.#left.next();
      if (next.done === true) {
        this.#left = this.#members.values();
        next = this.#left.next();
      }
      if (next.done === true) return;
      this.#visit(next.value);
    }
  }
}
