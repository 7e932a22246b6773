/** Tells listeners which nodes have changed: once per turn of the event loop, for all of that turn. */
export class ChangeNotice {
  readonly #listeners = new Set<(nodes: ReadonlySet<string>) => void>();
  #changed = new Set<string>();

  /** Returns how to stop. */
  onChange(listener: (nodes: ReadonlySet<string>) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Notes that a node has changed. */
  note(node: string): void {
    if (this.#changed.size === 0) {
      setImmediate(() => {
        const nodes = this.#changed;
        this.#changed = new Set();
        this.#listeners.forEach((listener) => {
          listener(nodes);
        });
      });
    }
    this.#changed.add(node);
  }
}
