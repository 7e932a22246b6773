/** Who leads, as a Lease object says it (coordination.k8s.io/v1). */
export interface LeaseRecord {
  /** Undefined: nobody. */
  readonly holder: string | undefined;
  /** How long it counts once a renewal has been seen, in milliseconds. */
  readonly duration: number;
  /** By the holder's clock, which nobody else's is compared with: two states differ in it, no more. */
  readonly renewTime: string | undefined;
  readonly acquireTime: string | undefined;
  /** How often the holder has changed. */
  readonly transitions: number;
}

/** A Lease as it was read. */
export interface StoredLease {
  readonly record: LeaseRecord;
  /** The whole object: what others have put into it stays when it is replaced. */
  readonly object: Readonly<Record<string, unknown>>;
}

/** How a lease is held. All in milliseconds. */
export interface LeaseTimes {
  /** How long followers wait after the last renewal that they have seen. */
  readonly duration: number;
  /** How long the leader goes on after its last renewal: shorter, so that two never lead at once. */
  readonly renewDeadline: number;
  /** How long before the next attempt to renew or take it. */
  readonly retryPeriod: number;
}

/** As the components of Kubernetes have it. */
export const defaultLeaseTimes: LeaseTimes = {
  duration: 15_000,
  renewDeadline: 10_000,
  retryPeriod: 2000,
};
