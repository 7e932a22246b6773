import { once } from "node:events";

import { formatListenAddress } from "@localredirect/process";
import type { ListenAddress } from "@localredirect/process";

import type { PeerDiscovery } from "./peer-address.ts";

/** Replicas at addresses that somebody has said, or none. */
export function fixedPeers(addresses: readonly ListenAddress[]): PeerDiscovery {
  return {
    run: async (found, signal) => {
      found(addresses.map((address) => ({ key: formatListenAddress(address), address })));
      if (!signal.aborted) await once(signal, "abort");
    },
  };
}
