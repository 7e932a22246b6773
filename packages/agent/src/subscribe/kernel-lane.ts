import type { ApplyResult, Datapath, DatapathDelta } from "../datapath/datapath.ts";
import type { Holding } from "./session-events.ts";

/** A delta that is in the kernel. */
export interface LaneResult {
  readonly result: ApplyResult;
  /** How long it took. */
  readonly seconds: number;
}

/**
 * The one way to change the kernel: one delta after the other, whichever stream it came by. A
 * stream that ended may still be applying when the next one says Hello.
 */
export class KernelLane {
  readonly #datapath: Datapath;
  #tail: Promise<unknown> = Promise.resolve();
  #isFirstTable = true;

  constructor(datapath: Datapath) {
    this.#datapath = datapath;
  }

  /** What the kernel holds now. */
  holding(): Holding {
    return { digest: this.#datapath.digest(), held: this.#datapath.held() };
  }

  /**
   * Applies a delta once those before it are done. With the first whole table, traffic moves to it.
   *
   * @throws what the datapath throws; a first table that traffic could not move to is tried again
   *   with the next whole table
   */
  apply(delta: DatapathDelta, completesTable: boolean): Promise<LaneResult> {
    const applied = this.#tail.then(() => this.#apply(delta, completesTable));
    this.#tail = applied.catch(() => undefined);
    return applied;
  }

  /** Resolves when nothing is being applied. */
  async idle(): Promise<void> {
    await this.#tail;
  }

  async #apply(delta: DatapathDelta, completesTable: boolean): Promise<LaneResult> {
    const begin = performance.now();
    const result = await this.#datapath.apply(delta);
    if (completesTable && this.#isFirstTable) {
      await this.#datapath.completeFirstTable();
      this.#isFirstTable = false;
    }
    return { result, seconds: (performance.now() - begin) / 1000 };
  }
}
