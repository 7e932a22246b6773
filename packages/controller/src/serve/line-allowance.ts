/** In milliseconds. */
const windowLength = 10_000;

interface Window {
  readonly since: number;
  readonly said: number;
  readonly unsaid: number;
}

/** How many lines of one sort a log takes in ten seconds; of the rest it is said how many they were. */
export class LineAllowance {
  readonly #most: number;
  readonly #now: () => number;
  /** By the sort, of which there are to be few. */
  readonly #windows = new Map<string, Window>();

  /** `most` lines of each sort; `now` in milliseconds. */
  constructor(most: number, now: () => number = Date.now) {
    this.#most = most;
    this.#now = now;
  }

  /** How many were not said since the last line of a sort; undefined: this one is not, either. */
  spend(sort: string): number | undefined {
    const now = this.#now();
    const current = this.#windows.get(sort) ?? { since: now, said: 0, unsaid: 0 };
    const isOver = now - current.since >= windowLength;
    const { since, said, unsaid } = isOver ? { ...current, since: now, said: 0 } : current;
    const isSaid = said < this.#most;
    this.#windows.set(
      sort,
      isSaid ? { since, said: said + 1, unsaid: 0 } : { since, said, unsaid: unsaid + 1 },
    );
    return isSaid ? unsaid : undefined;
  }
}
