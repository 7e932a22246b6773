import { type LockHandle, native } from "./native.ts";
import { attempt } from "./native-call.ts";

/** Keeps other processes, and other lockers in this one, from locking the same folder. */
export class PinFolderLock implements Disposable {
  readonly #handle: LockHandle;

  /** Users call lockPinFolder. */
  constructor(handle: LockHandle) {
    this.#handle = handle;
  }

  /** Releases the lock; so does the end of the process, however it ends. */
  close(): void {
    native.folderUnlock(this.#handle);
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

/**
 * Locks a folder (flock(2)), in a bpf file system or anywhere else, so that one process at a time
 * manages what is pinned there.
 *
 * @returns undefined while another holds it
 * @throws {BpfError} ENOENT, ENOTDIR or EACCES when the folder cannot be opened
 */
export function lockPinFolder(path: string): PinFolderLock | undefined {
  const handle = attempt(`lock folder ${path}`, () => native.folderLock(path));
  return handle === null ? undefined : new PinFolderLock(handle);
}
