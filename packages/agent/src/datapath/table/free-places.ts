/** Which places of a kernel array are free. Place 0 is never given out: it means "none". */
export class FreePlaces {
  readonly capacity: number;
  /** Free places below `#untouched`. */
  readonly #returned: number[] = [];
  #untouched = 1;

  /**
   * @param capacity of the array, place 0 included
   * @param taken places in use; those beyond the capacity are ignored
   */
  constructor(capacity: number, taken: ReadonlySet<number>) {
    this.capacity = capacity;
    for (const place of taken) {
      if (place < capacity) this.#untouched = Math.max(this.#untouched, place + 1);
    }
    for (let place = this.#untouched - 1; place > 0; place -= 1) {
      if (!taken.has(place)) this.#returned.push(place);
    }
  }

  /** How many places are taken. */
  get used(): number {
    return this.#untouched - 1 - this.#returned.length;
  }

  /** The next `count` places that `take` would give; undefined: there are not so many. */
  peek(count: number): readonly number[] | undefined {
    const reused = this.#returned.slice(Math.max(0, this.#returned.length - count)).reverse();
    const fresh = count - reused.length;
    if (this.#untouched + fresh > this.capacity) return undefined;
    return [...reused, ...Array.from({ length: fresh }, (_, index) => this.#untouched + index)];
  }

  /**
   * Takes a place that `peek` showed; several in the order that it showed.
   * @throws RangeError when it is not the next one.
   */
  take(place: number): void {
    const next = this.#returned.at(-1) ?? this.#untouched;
    if (place !== next) throw new RangeError(`Place ${place} is not the next free one, ${next}`);
    if (this.#returned.pop() === undefined) this.#untouched += 1;
  }

  /** Gives a taken place back. */
  give(place: number): void {
    this.#returned.push(place);
  }
}
