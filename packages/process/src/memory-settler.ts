import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** When memory is settled, and how. */
export interface MemorySettlerOptions {
  /** Changes after which the heap has grown by so much that it is worth a pause. */
  readonly worthwhile: number;
  /** How long nothing must have changed, in milliseconds. */
  readonly quietTime: number;
  /** Gives memory back. */
  readonly settle: () => void;
}

/**
 * Gives memory back when a program has come to rest after its start or a large change: what has
 * grown meanwhile stays as free space for ever, since a program at rest allocates next to nothing,
 * so its engine never collects.
 */
export class MemorySettler {
  readonly #options: MemorySettlerOptions;
  #changed = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: MemorySettlerOptions) {
    this.#options = options;
  }

  /** The program has just started. */
  started(): void {
    this.#postpone();
  }

  /** So many things were changed. */
  changed(count: number): void {
    this.#changed += count;
    if (this.#timer !== undefined || this.#changed >= this.#options.worthwhile) this.#postpone();
  }

  /** Settles nothing any more. */
  close(): void {
    clearTimeout(this.#timer);
  }

  #postpone(): void {
    clearTimeout(this.#timer);
    const { quietTime, settle } = this.#options;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#changed = 0;
      settle();
    }, quietTime).unref();
  }
}

/** Collects all garbage and gives what is free back to the system. */
type Collect = (options: { type: "major"; execution: "sync"; flavor: "last-resort" }) => void;

/**
 * Collects all garbage of this program: a pause of about a millisecond for each megabyte in use.
 * As the documentation of v8.setFlagsFromString reaches the collector without a command line.
 */
export function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as Collect; // the flag has just made it
  collect({ type: "major", execution: "sync", flavor: "last-resort" });
}
