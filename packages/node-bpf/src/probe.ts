import { type MapType, mapTypes } from "./map-type.ts";
import { native } from "./native.ts";
import { attempt } from "./native-call.ts";
import { type ProgramType, programTypes } from "./program-type.ts";

/** What this kernel offers to this process. */
export interface Features {
  /** Links between programs and cgroups (5.7). */
  readonly cgroupLink: boolean;
  /** A cgroup link that runs before all others, BPF_F_BEFORE (6.17). */
  readonly cgroupLinkBefore: boolean;
  /** Programs on connect, sendmsg and the like (4.17). */
  readonly cgroupSockAddr: boolean;
  /** Programs that run on demand with a context of any layout (5.14). */
  readonly syscallProgram: boolean;
  /** BPF_MAP_LOOKUP_BATCH and its siblings (5.6). */
  readonly mapBatch: boolean;
  /** Arrays and global data that can be mapped into memory (5.5). */
  readonly mappableArray: boolean;
  /** Maps of type ringbuf (5.8). */
  readonly ringBuffer: boolean;
}

/**
 * Tries out what the kernel can do. Nothing is cached and nothing stays behind; it takes some
 * milliseconds. Each answer can also be had alone.
 *
 * @throws {BpfError} EPERM when the process may not use bpf(2)
 */
export function probe(): Features {
  return {
    cgroupLink: hasCgroupLink(),
    cgroupLinkBefore: hasCgroupLinkBefore(),
    cgroupSockAddr: hasProgramType("cgroup_sock_addr"),
    syscallProgram: hasProgramType("syscall"),
    mapBatch: hasMapBatch(),
    mappableArray: hasMappableArray(),
    ringBuffer: hasMapType("ringbuf"),
  };
}

/** Whether the kernel has links between programs and cgroups. */
export function hasCgroupLink(): boolean {
  return attempt("probe cgroup links", () => native.probeCgroupLink(false));
}

/** Whether the kernel can put a cgroup link's program before all others. */
export function hasCgroupLinkBefore(): boolean {
  return attempt("probe cgroup links with BPF_F_BEFORE", () => native.probeCgroupLink(true));
}

/** Whether the kernel knows a type of programs. */
export function hasProgramType(type: ProgramType): boolean {
  const number = programTypes.numberOf(type);
  return attempt(`probe program type ${type}`, () => native.probeProgramType(number));
}

/** Whether the kernel knows a type of maps. */
export function hasMapType(type: MapType): boolean {
  const number = mapTypes.numberOf(type);
  return attempt(`probe map type ${type}`, () => native.probeMapType(number));
}

/** Whether the kernel has batch operations on maps. */
export function hasMapBatch(): boolean {
  return attempt("probe batch operations", () => native.probeMapBatch());
}

/** Whether the kernel has arrays that can be mapped into memory. */
export function hasMappableArray(): boolean {
  return attempt("probe mappable arrays", () => native.probeMappableArrays());
}
