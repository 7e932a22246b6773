import type { BpfMap } from "./bpf-map.ts";
import { native, type RingBufferHandle } from "./native.ts";
import { attempt } from "./native-call.ts";

/** How to read a ring buffer. */
export interface RingBufferOptions {
  /**
   * How often to look for records whose producer wakes nobody (BPF_RB_NO_WAKEUP), in whole
   * milliseconds from 1 to 60,000. Producers that wake are heard at once. Default 100.
   */
  readonly pollInterval?: number;
}

const defaultPollInterval = 100;
const longestPollInterval = 60_000;

/** So many records are delivered before the event loop may do something else. */
const recordsPerTurn = 256;

/**
 * Reads a map of type "ringbuf" through the event loop, one reader for each map. Like a server it
 * keeps the process alive, unless unref() is called, and lives until close().
 */
export class RingBuffer implements Disposable {
  readonly #handle: RingBufferHandle;
  readonly #onRecord: (record: Uint8Array) => void;
  readonly #label: string;
  #closed = false;

  /**
   * @param map may be closed while the reader lives
   * @param onRecord receives a copy of each record, oldest first. What it throws becomes an
   * uncaught exception; that record counts as read, and the next ones are still delivered.
   */
  constructor(
    map: BpfMap,
    onRecord: (record: Uint8Array) => void,
    options: RingBufferOptions = {},
  ) {
    const interval = options.pollInterval ?? defaultPollInterval;
    if (!Number.isInteger(interval) || interval < 1 || interval > longestPollInterval) {
      throw new RangeError(
        `Poll interval is ${interval}, not an integer from 1 to ${longestPollInterval}`,
      );
    }
    if (map.info.type !== "ringbuf") {
      throw new TypeError(`Map ${map.info.name} is of type ${map.info.type}, not ringbuf`);
    }
    this.#onRecord = onRecord;
    this.#label = map.info.name;
    this.#handle = attempt(`read ring buffer ${this.#label}`, () =>
      native.ringBufferOpen(
        map.handle,
        () => {
          this.#deliver();
        },
        interval,
      ),
    );
  }

  /** Lets the reader keep the process alive, as it does at first. */
  ref(): this {
    native.ringBufferRef(this.#handle, true);
    return this;
  }

  /** Lets the process end although the reader is open. */
  unref(): this {
    native.ringBufferRef(this.#handle, false);
    return this;
  }

  /** Ends reading; no record is delivered after it. What is unread stays in the map. */
  close(): void {
    this.#closed = true;
    native.ringBufferClose(this.#handle);
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #deliver(): void {
    const records = attempt(`read ring buffer ${this.#label}`, () =>
      native.ringBufferConsume(this.#handle, recordsPerTurn),
    );
    for (const record of records) {
      if (this.#isClosed()) return;
      this.#deliverOne(record);
    }
    native.ringBufferResume(this.#handle, records.length === 0);
  }

  /** A method, as the compiler does not see that the receiver may close us. */
  #isClosed(): boolean {
    return this.#closed;
  }

  #deliverOne(record: Uint8Array): void {
    try {
      this.#onRecord(record);
    } catch (error) {
      // Thrown from a task of its own, so that the other records are delivered all the same.
      queueMicrotask(() => {
        throw error;
      });
    }
  }
}
