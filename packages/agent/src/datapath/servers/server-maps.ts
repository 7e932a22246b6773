import type { EntryMap } from "../entry-map.ts";

/** The kernel maps that tell whether backends are served, by the names of bpf/maps.h. */
export interface ServerMaps {
  readonly servers: EntryMap;
  /** The memory of `server_states`, in 32-bit words. The programs write it meanwhile. */
  readonly states: Uint32Array;
  /** The memory of `served_ports`, in 32-bit words. */
  readonly servedPorts: Uint32Array;
  /** Counts the sockets that were bound before their server was named. */
  countBound(): void;
}
