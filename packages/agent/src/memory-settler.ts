import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Collects all garbage and gives what is free back to the system. */
type Collect = (options: { type: "major"; execution: "sync"; flavor: "last-resort" }) => void;

/** Redirects after which the heap has grown by so much that it is worth a pause of some 100 ms. */
const worthwhile = 1_000;

/** How long no batch must have come, in milliseconds. */
const quietTime = 1_000;

/**
 * Gives memory back after a large change. A heap that grew while 10,000 redirects came keeps 70 MB
 * of free space for ever: an idle agent allocates nothing, so its engine never collects.
 */
export class MemorySettler {
  readonly #collect: () => void;
  #changed = 0;
  #timer: NodeJS.Timeout | undefined;

  /** @param collect - for tests; default: the engine's own */
  constructor(collect: () => void = collectAll) {
    this.#collect = collect;
  }

  /** So many redirects were written or removed. */
  changed(redirects: number): void {
    this.#changed += redirects;
    if (this.#changed < worthwhile) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#changed = 0;
      this.#collect();
    }, quietTime);
  }

  /** Collects nothing any more. */
  close(): void {
    clearTimeout(this.#timer);
  }
}

/** As the documentation of v8.setFlagsFromString reaches the collector without a command line. */
function collectAll(): void {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as Collect; // the flag has just made it
  collect({ type: "major", execution: "sync", flavor: "last-resort" });
}
