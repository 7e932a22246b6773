import { type NumberedNames, numberedNames } from "./numbered-names.ts";

// In the order of enum bpf_map_type in linux/bpf.h, from BPF_MAP_TYPE_HASH (1) on.
const names = [
  "hash",
  "array",
  "prog_array",
  "perf_event_array",
  "percpu_hash",
  "percpu_array",
  "stack_trace",
  "cgroup_array",
  "lru_hash",
  "lru_percpu_hash",
  "lpm_trie",
  "array_of_maps",
  "hash_of_maps",
  "devmap",
  "sockmap",
  "cpumap",
  "xskmap",
  "sockhash",
  "cgroup_storage",
  "reuseport_sockarray",
  "percpu_cgroup_storage",
  "queue",
  "stack",
  "sk_storage",
  "devmap_hash",
  "struct_ops",
  "ringbuf",
  "inode_storage",
  "task_storage",
  "bloom_filter",
  "user_ringbuf",
  "cgrp_storage",
  "arena",
] as const;

/** Kinds of maps, named as bpftool names them. */
export type MapType = (typeof names)[number];

/** The kernel's numbers of the map types. */
export const mapTypes: NumberedNames<MapType> = numberedNames(
  "map type",
  names.map((name, index) => [index + 1, name]),
);
