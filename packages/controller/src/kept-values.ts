/** Values by name, of which at most so many are kept: beyond that one begins to keep anew. */
export class KeptValues<Value> {
  readonly #most: number;
  readonly #kept = new Map<string, Value>();

  constructor(most: number) {
    this.#most = most;
  }

  get(name: string): Value | undefined {
    return this.#kept.get(name);
  }

  keep(name: string, value: Value): void {
    if (this.#kept.size >= this.#most) this.#kept.clear();
    this.#kept.set(name, value);
  }

  /** The value that is kept under a name: this one, if there was none. */
  same(name: string, value: Value): Value {
    const known = this.#kept.get(name);
    if (known !== undefined) return known;
    this.keep(name, value);
    return value;
  }

  clear(): void {
    this.#kept.clear();
  }
}
