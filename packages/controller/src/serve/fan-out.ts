/**
 * How many nodes are looked at in one turn of the event loop. At some tens of microseconds each a
 * slice takes a few milliseconds, and whatever concerns a single node is served between two.
 */
const sliceSize = 64;

/**
 * Looks at nodes whose tables have changed. A few are looked at immediately; a change that concerns
 * many goes in slices through the event loop, so that those of single nodes overtake it. A node
 * that changes again while it waits waits once.
 */
export class FanOut {
  readonly #look: (node: string) => void;
  readonly #waiting = new Set<string>();
  #scheduled: NodeJS.Immediate | undefined;

  constructor(look: (node: string) => void) {
    this.#look = look;
  }

  /** Looks at these nodes, now or soon. */
  add(nodes: ReadonlySet<string>): void {
    if (nodes.size <= sliceSize) {
      nodes.forEach((node) => {
        this.#waiting.delete(node);
        this.#look(node);
      });
      return;
    }
    nodes.forEach((node) => this.#waiting.add(node));
    this.#schedule();
  }

  /** Forgets whoever still waits. */
  stop(): void {
    clearImmediate(this.#scheduled);
    this.#waiting.clear();
  }

  #schedule(): void {
    this.#scheduled ??= setImmediate(() => {
      this.#scheduled = undefined;
      this.#slice();
    });
  }

  #slice(): void {
    let left = sliceSize;
    for (const node of this.#waiting) {
      this.#waiting.delete(node);
      this.#look(node);
      left -= 1;
      if (left === 0) {
        break;
      }
    }
    if (this.#waiting.size > 0) {
      this.#schedule();
    }
  }
}
