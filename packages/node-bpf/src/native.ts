import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

/*
 * The native part: flat functions on opaque handles, in the order of native/addon.cc. They take
 * `null` for what is unset, never `undefined`. They throw TypeError and RangeError for wrong
 * arguments, and errors named NativeBpfError and NativeClosedError, which native-call.ts turns
 * into classes. A handle's resources are released by its close function, which may be called
 * twice, and at the latest when the handle is collected.
 */

/** A BPF ELF object in libbpf's hands. */
export interface ObjectHandle {
  readonly kind: "object";
}

/** A descriptor of a map in the kernel. */
export interface MapHandle {
  readonly kind: "map";
}

/** A descriptor of a program in the kernel. */
export interface ProgramHandle {
  readonly kind: "program";
}

/** A descriptor of a link between a program and a cgroup. */
export interface LinkHandle {
  readonly kind: "link";
}

/** A reader of a ring buffer with its waiting thread. */
export interface RingBufferHandle {
  readonly kind: "ring buffer";
}

/** An flock(2) on a folder. */
export interface LockHandle {
  readonly kind: "lock";
}

/** A descriptor that keeps the kernel's program statistics on. */
export interface StatisticsHandle {
  readonly kind: "statistics";
}

/** What a map is made of; the type as the kernel numbers it. */
export interface NativeMapShape {
  type: number;
  keySize: number;
  valueSize: number;
  maxEntries: number;
  flags: number;
}

/** A map in the kernel, as BPF_OBJ_GET_INFO_BY_FD tells. */
export interface NativeMapInfo extends NativeMapShape {
  name: string;
  id: number;
  perCpu: boolean;
}

/** A variable in a global-data section, as the object's BTF tells. */
export interface NativeVariable {
  name: string;
  section: string;
  offset: number;
  size: number;
}

/** A program of an object; numbers as the kernel has them. */
export interface NativeObjectProgram {
  name: string;
  section: string;
  type: number;
  attachType: number;
}

/** A program in the kernel, as BPF_OBJ_GET_INFO_BY_FD tells. */
export interface NativeProgramInfo {
  id: number;
  type: number;
  name: string;
  tag: Uint8Array;
  verifiedInstructions: number;
  runTimeNanoseconds: bigint;
  runCount: bigint;
}

/** What a test run gave. */
export interface NativeRun {
  result: number;
  context: Uint8Array;
  data: Uint8Array;
}

/** A cgroup link, as BPF_OBJ_GET_INFO_BY_FD tells. */
export interface NativeLinkInfo {
  id: number;
  programId: number;
  cgroupId: bigint;
  attachType: number;
}

/** Entries packed one after the other, and where to go on (null: that was all). */
export interface NativeBatch {
  count: number;
  keys: Uint8Array;
  values: Uint8Array;
  cursor: Uint8Array | null;
}

/** The functions of build/node_bpf.node. */
export interface Native {
  objectOpenFile(path: string, name: string): ObjectHandle;
  objectOpenMemory(source: Uint8Array, name: string): ObjectHandle;
  objectLoad(object: ObjectHandle): void;
  objectSetMaxEntries(object: ObjectHandle, map: string, entries: number): void;
  objectReuseMap(object: ObjectHandle, name: string, map: MapHandle): void;
  objectSetAutoload(object: ObjectHandle, program: string, on: boolean): void;
  objectSetInitialValue(object: ObjectHandle, map: string, offset: number, value: Uint8Array): void;
  objectMap(object: ObjectHandle, name: string): MapHandle;
  objectProgram(object: ObjectHandle, name: string): ProgramHandle;
  objectClose(object: ObjectHandle): void;
  objectMaps(object: ObjectHandle): { name: string; globalData: boolean }[];
  objectMapShape(object: ObjectHandle, map: string): NativeMapShape;
  objectPrograms(object: ObjectHandle): NativeObjectProgram[];
  objectVariables(object: ObjectHandle): NativeVariable[];

  mapCreate(shape: NativeMapShape & { name: string }): MapHandle;
  mapOpenPinned(path: string): MapHandle;
  mapInfo(map: MapHandle): NativeMapInfo;
  mapLookup(map: MapHandle, key: Uint8Array): Uint8Array | null;
  mapUpdate(map: MapHandle, key: Uint8Array, value: Uint8Array, mode: number): void;
  mapDelete(map: MapHandle, key: Uint8Array): boolean;
  mapNextKey(map: MapHandle, key: Uint8Array | null): Uint8Array | null;
  mapPin(map: MapHandle, path: string): void;
  mapClose(map: MapHandle): void;
  mapLookupBatch(map: MapHandle, cursor: Uint8Array | null, capacity: number): NativeBatch | null;
  mapUpdateBatch(map: MapHandle, keys: Uint8Array, values: Uint8Array, mode: number): void;
  mapDeleteBatch(map: MapHandle, keys: Uint8Array): number;
  mapMemory(map: MapHandle): ArrayBuffer;
  detachMemory(memory: ArrayBuffer): void;

  programOpenPinned(path: string): ProgramHandle;
  programOpenById(id: number): ProgramHandle;
  programInfo(program: ProgramHandle): NativeProgramInfo;
  programRun(program: ProgramHandle, context: Uint8Array, data: Uint8Array | null): NativeRun;
  programIterate(program: ProgramHandle, map: MapHandle | null): Uint8Array;
  programPin(program: ProgramHandle, path: string): void;
  programClose(program: ProgramHandle): void;

  linkCreate(
    program: ProgramHandle,
    cgroup: string,
    attachType: number,
    first: boolean,
  ): LinkHandle;
  linkOpenPinned(path: string): LinkHandle;
  linkInfo(link: LinkHandle): NativeLinkInfo;
  linkUpdate(link: LinkHandle, program: ProgramHandle, replaces: ProgramHandle | null): void;
  linkDetach(link: LinkHandle): void;
  linkPin(link: LinkHandle, path: string): void;
  linkClose(link: LinkHandle): void;
  attachedPrograms(cgroup: string, attachType: number): number[];

  ringBufferOpen(map: MapHandle, wake: () => void, interval: number): RingBufferHandle;
  ringBufferConsume(ringBuffer: RingBufferHandle, limit: number): Uint8Array[];
  ringBufferResume(ringBuffer: RingBufferHandle, pause: boolean): void;
  ringBufferRef(ringBuffer: RingBufferHandle, hold: boolean): void;
  ringBufferClose(ringBuffer: RingBufferHandle): void;

  probeProgramType(type: number): boolean;
  probeMapType(type: number): boolean;
  probeCgroupLink(before: boolean): boolean;
  probeMapBatch(): boolean;
  probeMappableArrays(): boolean;

  folderLock(path: string): LockHandle | null;
  folderUnlock(lock: LockHandle): void;
  bpfFileSystemMount(path: string): void;
  bpfFileSystemUnmount(path: string): void;
  releaseUnusedMemory(): number;
  waitByMembarrier(): Promise<void>;
  waitByMapOfMaps(): Promise<void>;
  statisticsEnable(): StatisticsHandle;
  statisticsClose(statistics: StatisticsHandle): void;
  possibleCpus(): number;
}

function load(): Native {
  const path = fileURLToPath(new URL("../build/node_bpf.node", import.meta.url));
  try {
    // A native module comes untyped; Native is its declaration.
    return createRequire(import.meta.url)(path) as Native;
  } catch (cause) {
    throw new Error(
      `Cannot load ${path}: build it with "npm run build" in the package @localredirect/node-bpf, ` +
        "on the machine's own libbpf (apt-get install libbpf1)",
      { cause },
    );
  }
}

/** The native part as loaded into this environment. */
export const native: Native = load();
