import type { Logger } from "@localredirect/process";
import type { RedirectTable } from "./table/redirect-table.ts";

/** Changes within this time are cleaned up after together: each time waits for all programs. */
const settleMilliseconds = 100;

/** Addresses stay while sockets remember them, some for days: looked after ever more rarely. */
const idleMilliseconds = { first: 1_000, most: 300_000 };

/** Cleans up behind the table's readers, in the background and only while there is something. */
export class Tidying {
  readonly #table: RedirectTable;
  readonly #logger: Logger;
  readonly #endpointsAreOurs: () => boolean;
  #timer: NodeJS.Timeout | undefined;
  #idleDelay = idleMilliseconds.first;
  #closed = false;

  /** @param endpointsAreOurs no program of another table uses the same endpoints */
  constructor(table: RedirectTable, logger: Logger, endpointsAreOurs: () => boolean) {
    this.#table = table;
    this.#logger = logger;
    this.#endpointsAreOurs = endpointsAreOurs;
  }

  /** Something was retired. */
  soon(): void {
    this.#idleDelay = idleMilliseconds.first;
    this.#schedule(settleMilliseconds);
  }

  /** Stops; what is left is found by the next agent. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  #schedule(delay: number): void {
    if (this.#closed) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      void this.#tidy();
    }, delay);
    this.#timer.unref();
  }

  async #tidy(): Promise<void> {
    const { realized } = this.#table;
    try {
      await this.#table.reclaim();
      if (this.#endpointsAreOurs()) await this.#table.freeIdleEndpoints();
    } catch (error) {
      this.#logger.warn({ err: error }, "Cannot clean up in the kernel's maps; trying again later");
    }
    if (realized.retiredCount === 0 && realized.endpoints.idle().size === 0) return;
    this.#schedule(this.#idleDelay);
    this.#idleDelay = Math.min(2 * this.#idleDelay, idleMilliseconds.most);
  }
}
