import { releaseUnusedMemory } from "@localredirect/node-bpf";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Collects all garbage and gives what is free back to the system. */
type Collect = (options: { type: "major"; execution: "sync"; flavor: "last-resort" }) => void;

/** Redirects after which the heap has grown by so much that it is worth a pause of some 100 ms. */
const worthwhile = 1_000;

/** How long no batch must have come, in milliseconds. */
const quietTime = 1_000;

/**
 * Gives memory back when the agent has come to rest after its start or a large change. A heap that
 * grew while 10,000 redirects came keeps 70 MB of free space for ever, since an idle agent allocates
 * nothing, so its engine never collects; and half of the resident memory of an idle agent is text
 * of the engine that only the start needed.
 */
export class MemorySettler {
  readonly #settle: () => void;
  #changed = 0;
  #timer: NodeJS.Timeout | undefined;

  /** @param settle - for tests; default: collects, and gives back what is free */
  constructor(settle: () => void = settleNow) {
    this.#settle = settle;
  }

  /** The agent has just started. */
  started(): void {
    this.#postpone();
  }

  /** So many redirects were written or removed. */
  changed(redirects: number): void {
    this.#changed += redirects;
    if (this.#timer !== undefined || this.#changed >= worthwhile) this.#postpone();
  }

  /** Settles nothing any more. */
  close(): void {
    clearTimeout(this.#timer);
  }

  #postpone(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#changed = 0;
      this.#settle();
    }, quietTime);
  }
}

function settleNow(): void {
  collectAll();
  releaseUnusedMemory();
}

/** As the documentation of v8.setFlagsFromString reaches the collector without a command line. */
function collectAll(): void {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as Collect; // the flag has just made it
  collect({ type: "major", execution: "sync", flavor: "last-resort" });
}
