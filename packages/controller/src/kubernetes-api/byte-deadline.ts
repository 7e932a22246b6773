/** Ends something on which nothing happens for too long. */
export class ByteDeadline {
  readonly #timer: NodeJS.Timeout;
  #isOver = false;

  /** `expire` is called once, unless there is a sign of life at least every `patience` milliseconds. */
  constructor(patience: number, expire: () => void) {
    this.#timer = setTimeout(() => {
      this.#isOver = true;
      expire();
    }, patience);
  }

  /** Whether nothing happened for too long. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Something has come. */
  extend(): void {
    if (!this.#isOver) this.#timer.refresh();
  }

  /** It has ended by itself. */
  end(): void {
    clearTimeout(this.#timer);
  }
}
