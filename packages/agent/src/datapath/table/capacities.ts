import type { TableMaps } from "../table-maps.ts";

/** How many entries the kernel's maps have room for. */
export interface Capacities {
  /** Redirects at one time. */
  readonly frontends: number;
  /** Slots: more than redirects, so that one is free to write into while its predecessor is read. */
  readonly redirects: number;
  readonly backendLists: number;
  readonly members: number;
  readonly counters: number;
  readonly endpoints: number;
}

/** Reads the sizes of maps. */
export function capacitiesOf(maps: TableMaps): Capacities {
  return {
    frontends: maps.frontends.info.maxEntries,
    redirects: maps.redirects.info.maxEntries,
    backendLists: maps.backendLists.info.maxEntries,
    members: maps.members.info.maxEntries,
    counters: maps.counters.info.maxEntries,
    endpoints: maps.endpoints.info.maxEntries,
  };
}
