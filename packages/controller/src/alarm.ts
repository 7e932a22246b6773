/** Something that one task waits for and others ring. Rings before the waiting are not lost. */
export class Alarm {
  #rung = false;
  #resolve: (() => void) | undefined;

  /** Ends the present waiting, or the next one at once. */
  ring(): void {
    this.#rung = true;
    this.#resolve?.();
  }

  /** Resolves at a ring, or after a time in milliseconds. */
  async wait(milliseconds: number): Promise<void> {
    if (!this.#rung) {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      const timer = setTimeout(resolve, milliseconds, undefined);
      this.#resolve = () => {
        resolve(undefined);
      };
      await promise;
      clearTimeout(timer);
      this.#resolve = undefined;
    }
    this.#rung = false;
  }
}
