import { BpfError, isBpfFileSystem, mountBpfFileSystem } from "@localredirect/node-bpf";
import { bad, good, type Result } from "@localredirect/process";
import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";

/** Where the kernel expects a bpf file system; no folder can be made there without one. */
const kernelMountPoint = "/sys/fs/bpf";

/**
 * Sees to it that a folder is there in a bpf file system, and mounts one where there is none. The
 * value says where one was mounted; undefined: nowhere, there was one.
 */
export function preparePinFolder(path: string): Result<string | undefined> {
  try {
    const ancestor = existingAncestor(path);
    if (isBpfFileSystem(ancestor)) {
      mkdirSync(path, { recursive: true, mode: 0o700 });
      return good(undefined);
    }
    const mountPoint = ancestor === kernelMountPoint ? kernelMountPoint : path;
    mkdirSync(mountPoint, { recursive: true, mode: 0o700 });
    mountBpfFileSystem(mountPoint);
    mkdirSync(path, { recursive: true, mode: 0o700 });
    return good(mountPoint);
  } catch (error) {
    if (!(error instanceof BpfError) && !(error instanceof Error && "code" in error)) throw error;
    return bad(
      `No folder in a bpf file system can be had at ${path}: ${error.message}; ` +
        `mount one before (mount -t bpf bpf ${kernelMountPoint}), give --pin a folder in one, ` +
        "or grant CAP_SYS_ADMIN",
    );
  }
}

function existingAncestor(path: string): string {
  return existsSync(path) ? path : existingAncestor(dirname(path));
}
