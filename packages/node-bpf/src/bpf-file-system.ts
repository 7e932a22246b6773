import { statfsSync } from "node:fs";

import { native } from "./native.ts";
import { attempt } from "./native-call.ts";

/** BPF_FS_MAGIC in linux/magic.h. */
const bpfFileSystemType = 0xcafe4a11;

/** Whether a path lies in a bpf file system. BpfError ENOENT when it does not exist. */
export function isBpfFileSystem(path: string): boolean {
  return (
    attempt(`inspect the file system of ${path}`, () => statfsSync(path)).type === bpfFileSystemType
  );
}

/**
 * Mounts a new bpf file system (mode 0700) on a folder, even where one is mounted already: ask
 * isBpfFileSystem before. Needs CAP_SYS_ADMIN.
 */
export function mountBpfFileSystem(path: string): void {
  attempt(`mount a bpf file system on ${path}`, () => {
    native.bpfFileSystemMount(path);
  });
}

/** Unmounts it again, and with it drops all its pins. BpfError EBUSY while it is in use. */
export function unmountBpfFileSystem(path: string): void {
  attempt(`unmount ${path}`, () => {
    native.bpfFileSystemUnmount(path);
  });
}
