import type { LeaseRecord, StoredLease } from "../lease.ts";
import type { LeaseStore } from "../lease-store.ts";

/** A lease that candidates of one process share; refuses whoever did not read the last state. */
export class MemoryLeaseStore implements LeaseStore {
  /** While it is set, every request fails with it. */
  outage: Error | undefined;
  writes = 0;
  #lease: StoredLease | undefined;

  /** What a read answers. */
  get current(): StoredLease | undefined {
    return this.#lease;
  }

  get record(): LeaseRecord | undefined {
    return this.#lease?.record;
  }

  read(): Promise<StoredLease | undefined> {
    return this.outage === undefined ? Promise.resolve(this.#lease) : Promise.reject(this.outage);
  }

  replace(before: StoredLease | undefined, record: LeaseRecord): Promise<StoredLease | undefined> {
    if (this.outage !== undefined) return Promise.reject(this.outage);
    return Promise.resolve(this.write(before, record));
  }

  /** As `replace`, at once. */
  write(before: StoredLease | undefined, record: LeaseRecord): StoredLease | undefined {
    if (before !== this.#lease) return undefined;
    this.writes += 1;
    this.#lease = { record, object: {} };
    return this.#lease;
  }
}
