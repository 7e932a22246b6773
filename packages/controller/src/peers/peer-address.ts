import type { ListenAddress } from "@localredirect/process";

/** Where another replica may be found. */
export interface PeerAddress {
  /** Tells one replica's address from another's, also where a later one has the same address. */
  readonly key: string;
  readonly address: ListenAddress;
}

/** Finds the other replicas. */
export interface PeerDiscovery {
  /**
   * Tells all that there are, at once and whenever they change, until the signal aborts. Where it
   * finds out only later, it tells nothing before.
   */
  run(found: (peers: readonly PeerAddress[]) => void, signal: AbortSignal): Promise<void>;
}
