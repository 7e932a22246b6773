import type { Logger } from "@localredirect/process";
import type { WatchedServers } from "./servers/watched-servers.ts";
import type { RedirectTable } from "./table/redirect-table.ts";

/** Changes within this time are cleaned up after together: each time waits for all programs. */
const settleMilliseconds = 100;

/** Addresses stay while sockets remember them, some for days: looked after ever more rarely. */
const idleMilliseconds = { first: 1_000, most: 300_000 };

/** What a Tidying looks after. */
export interface TidyingParts {
  readonly table: RedirectTable;
  readonly servers: WatchedServers;
  readonly logger: Logger;
  /** No program of another table uses the same endpoints and servers. */
  readonly isAlone: () => boolean;
  /** Runs work while no redirect is being written. */
  readonly exclusively: (work: () => Promise<void>) => Promise<void>;
}

/** Cleans up behind the table's readers, in the background and only while there is something. */
export class Tidying {
  readonly #table: RedirectTable;
  readonly #logger: Logger;
  readonly #servers: WatchedServers;
  readonly #isAlone: TidyingParts["isAlone"];
  readonly #exclusively: TidyingParts["exclusively"];
  #timer: NodeJS.Timeout | undefined;
  #idleDelay = idleMilliseconds.first;
  #closed = false;

  constructor({ table, servers, logger, isAlone, exclusively }: TidyingParts) {
    this.#table = table;
    this.#servers = servers;
    this.#logger = logger;
    this.#isAlone = isAlone;
    this.#exclusively = exclusively;
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
      if (this.#isAlone()) {
        await this.#table.freeIdleEndpoints();
        await this.#freeServers();
      }
    } catch (error) {
      this.#logger.warn({ err: error }, "Cannot clean up in the kernel's maps; trying again later");
    }
    const waiting = realized.retiredCount + realized.endpoints.idle().size;
    if (waiting + this.#servers.leaving().length === 0) return;
    this.#schedule(this.#idleDelay);
    this.#idleDelay = Math.min(2 * this.#idleDelay, idleMilliseconds.most);
  }

  async #freeServers(): Promise<void> {
    await this.#exclusively(() => {
      this.#servers.retire(this.#table.realized.serversInUse());
      return Promise.resolve();
    });
    const leaving = this.#servers.leaving();
    if (leaving.length === 0) return;
    await this.#table.waitForReaders();
    this.#servers.free(leaving);
  }
}
