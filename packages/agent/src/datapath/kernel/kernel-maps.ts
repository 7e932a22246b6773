import { type BpfMap, possibleCpus, waitForReaders } from "@localredirect/node-bpf";
import type { LoadedPrograms } from "./loaded-programs.ts";
import { DatapathError } from "../datapath-error.ts";
import type { TableMaps } from "../table-maps.ts";

/** The maps of a table, of loaded programs. */
export function kernelMaps({ object, maps }: LoadedPrograms): TableMaps {
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
    withEndpointMemory: (read) => {
      // A descriptor of its own, whose memory goes when it is closed.
      using map = object.maps.get("endpoints")?.open();
      return read(map === undefined ? new Uint8Array() : new Uint8Array(map.mmap()));
    },
    originals: new Uint32Array(named("originals").mmap()),
    originalsOverflow: named("originals_overflow"),
    filter: new Uint32Array(named(".data.filter").mmap()),
    servers: {
      servers: named("servers"),
      states: new Uint32Array(named("server_states").mmap()),
      servedPorts: new Uint32Array(named(".data.ports").mmap()),
      countBound: () => {
        object.programs.get("count_bound")?.iterate(named("bound_sockets"));
        object.programs.get("count_bound_multipath")?.iterate(named("bound_multipath_sockets"));
      },
    },
    cpus: possibleCpus(),
    waitForReaders,
  };
}
