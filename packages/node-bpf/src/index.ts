export type { CgroupAttachType } from "./attach-type.ts";
export { BpfError, type BpfErrorDetails } from "./bpf-error.ts";
export type { BpfErrorCode } from "./bpf-error-code.ts";
export { isBpfFileSystem, mountBpfFileSystem, unmountBpfFileSystem } from "./bpf-file-system.ts";
export { BpfMap, type MapInfo, type MapOptions, type UpdateMode } from "./bpf-map.ts";
export { BpfObject, type OpenOptions } from "./bpf-object.ts";
export {
  type AttachOptions,
  BpfProgram,
  type ProgramInfo,
  type RunOptions,
  type RunResult,
} from "./bpf-program.ts";
export { cgroupId } from "./cgroup-id.ts";
export { attachedPrograms, CgroupLink, type LinkInfo, type UpdateOptions } from "./cgroup-link.ts";
export { ClosedError } from "./closed-error.ts";
export type { MapShape } from "./map-shape.ts";
export type { MapType } from "./map-type.ts";
export type { ObjectMap } from "./object-map.ts";
export { lockPinFolder, type PinFolderLock } from "./pin-folder-lock.ts";
export { possibleCpus } from "./possible-cpus.ts";
export {
  type Features,
  hasCgroupLink,
  hasCgroupLinkBefore,
  hasMapBatch,
  hasMappableArray,
  hasMapType,
  hasProgramType,
  probe,
} from "./probe.ts";
export { programStatistics, type ProgramStatistics } from "./program-statistics.ts";
export type { ProgramType } from "./program-type.ts";
export type { VariableValue } from "./read-only-data.ts";
export { RingBuffer, type RingBufferOptions } from "./ring-buffer.ts";
export { releaseUnusedMemory } from "./unused-memory.ts";
export { waitForReaders } from "./wait-for-readers.ts";
