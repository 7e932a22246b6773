import type { LeaseRecord, StoredLease } from "./lease.ts";

/** Where the lease is kept that replicas share. What fails throws an ApiError. */
export interface LeaseStore {
  /** Undefined: there is none yet. */
  read(signal: AbortSignal): Promise<StoredLease | undefined>;
  /** Undefined: somebody else has written since `before` was read. */
  replace(
    before: StoredLease | undefined,
    record: LeaseRecord,
    signal: AbortSignal,
  ): Promise<StoredLease | undefined>;
}
