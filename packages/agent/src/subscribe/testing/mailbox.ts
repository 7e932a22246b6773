/** What came and was not taken yet, and who waits for more. */
export class Mailbox<Item> {
  readonly #items: Item[] = [];
  readonly #waiting: ((item: Item) => void)[] = [];

  put(item: Item): void {
    const taker = this.#waiting.shift();
    if (taker === undefined) this.#items.push(item);
    else taker(item);
  }

  /** The next item, as soon as there is one. */
  take(): Promise<Item> {
    const item = this.#items.shift();
    return item === undefined
      ? new Promise((resolve) => this.#waiting.push(resolve))
      : Promise.resolve(item);
  }

  /** Waits for an item that fits; what comes before it is passed over. */
  async takeWhere<Fitting extends Item>(fits: (item: Item) => item is Fitting): Promise<Fitting> {
    for (;;) {
      const item = await this.take();
      if (fits(item)) return item;
    }
  }
}
