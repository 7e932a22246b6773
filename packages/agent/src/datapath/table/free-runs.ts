/** Consecutive places of a kernel array. */
export interface Run {
  readonly start: number;
  readonly length: number;
}

/** Which runs of places of a kernel array are free; the first that is long enough is used. */
export class FreeRuns {
  readonly capacity: number;
  /** By start; no two touch. */
  #free: readonly Run[];

  /** @param taken runs in use, which do not overlap */
  constructor(capacity: number, taken: readonly Run[]) {
    this.capacity = capacity;
    this.#free = [{ start: 0, length: capacity }];
    for (const run of taken) this.take(run);
  }

  /** How many places are taken. */
  get used(): number {
    return this.capacity - this.#free.reduce((sum, { length }) => sum + length, 0);
  }

  /** The run that would be used; undefined: none is that long. */
  peek(length: number): Run | undefined {
    const fitting = this.#free.find((run) => run.length >= length);
    return fitting === undefined ? undefined : { start: fitting.start, length };
  }

  /**
   * Takes a run.
   * @throws RangeError when it is not wholly free.
   */
  take(run: Run): void {
    const around = this.#free.find((free) => contains(free, run));
    if (around === undefined) throw new RangeError(`Places from ${run.start} are not free`);
    const end = run.start + run.length;
    const rest = [
      { start: around.start, length: run.start - around.start },
      { start: end, length: around.start + around.length - end },
    ].filter(({ length }) => length > 0);
    this.#free = this.#free.flatMap((free) => (free === around ? rest : [free]));
  }

  /** Gives a taken run back. */
  give(run: Run): void {
    const sorted = [...this.#free, run].sort((a, b) => a.start - b.start);
    this.#free = sorted.reduce<readonly Run[]>(joined, []);
  }
}

function contains(outer: Run, inner: Run): boolean {
  return outer.start <= inner.start && inner.start + inner.length <= outer.start + outer.length;
}

function joined(before: readonly Run[], run: Run): readonly Run[] {
  const last = before.at(-1);
  if (last === undefined || last.start + last.length !== run.start) return [...before, run];
  return [...before.slice(0, -1), { start: last.start, length: last.length + run.length }];
}
