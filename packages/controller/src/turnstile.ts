/** Lets only so many actions be under way at once. Who waits for longest goes next. */
export class Turnstile {
  readonly #mostAtOnce: number;
  readonly #waiting: (() => void)[] = [];
  #underWay = 0;

  constructor(mostAtOnce: number) {
    this.#mostAtOnce = mostAtOnce;
  }

  /** How many wait. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** What the action gives, once it has had its turn; it throws what that throws. */
  async run<T>(action: () => Promise<T>): Promise<T> {
    if (this.#underWay >= this.#mostAtOnce) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else {
      this.#underWay += 1;
    }
    try {
      return await action();
    } finally {
      this.#passOn();
    }
  }

  /** Whoever waits takes the place of the one that has ended. */
  #passOn(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#underWay -= 1;
    else next();
  }
}
