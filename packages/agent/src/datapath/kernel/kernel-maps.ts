import { type BpfMap, possibleCpus, waitForReaders } from "@localredirect/node-bpf";
import { DatapathError } from "../datapath-error.ts";
import type { TableMaps } from "../table-maps.ts";

/** The maps of a table, from those of loaded programs. */
export function kernelMaps(maps: ReadonlyMap<string, BpfMap>): TableMaps {
  const named = (name: string): BpfMap => {
    const map = maps.get(name);
    if (map === undefined) throw new DatapathError("kernel", `The programs lack the map ${name}`);
    return map;
  };
  return {
    frontends: named("frontends"),
    redirects: named("redirects"),
    backendLists: named("backend_lists"),
    members: named("members"),
    resume: named("resume"),
    counters: named("counters"),
    endpoints: named("endpoints"),
    originals: new Uint32Array(named("originals").mmap()),
    originalsOverflow: named("originals_overflow"),
    filter: new Uint32Array(named(".data.filter").mmap()),
    cpus: possibleCpus(),
    waitForReaders,
  };
}
