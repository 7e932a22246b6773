import type { EntryMap } from "./entry-map.ts";
import type { ServerMaps } from "./servers/server-maps.ts";

/** What the table needs of a map with a value for each CPU. */
export interface PerCpuMap {
  readonly info: { readonly maxEntries: number };
  getPerCpu(key: Uint8Array): readonly Uint8Array[] | undefined;
  setPerCpu(key: Uint8Array, values: readonly Uint8Array[]): void;
}

/** The kernel maps of one table and of the originals beside it, by the names of bpf/maps.h. */
export interface TableMaps {
  readonly frontends: EntryMap;
  readonly redirects: EntryMap;
  readonly backendLists: EntryMap;
  readonly members: EntryMap;
  readonly resume: EntryMap;
  readonly counters: PerCpuMap;
  readonly endpoints: EntryMap;
  /** Shows the whole memory of `endpoints`, one struct endpoint after the other, for a moment. */
  withEndpointMemory<Value>(read: (bytes: Uint8Array) => Value): Value;
  /** The memory of `originals`, in 32-bit words. The programs write it meanwhile. */
  readonly originals: Uint32Array;
  readonly originalsOverflow: EntryMap;
  /** The memory of `.data.filter`, in 32-bit words. */
  readonly filter: Uint32Array;
  readonly servers: ServerMaps;
  /** How many values a per-CPU map has for each key. */
  readonly cpus: number;
  /** Resolves once every program that runs now has ended. */
  waitForReaders(): Promise<void>;
}
