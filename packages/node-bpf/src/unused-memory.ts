import { native } from "./native.ts";
import { attempt } from "./native-call.ts";

/**
 * Gives back memory that was needed once and is kept for nothing: what malloc has freed (loading an
 * object reads the whole BTF of the kernel), and pages of the program's and its libraries' files,
 * most of which only their start needed. Such a page comes back from the page cache when it is
 * touched again. Of use to a process that has come to rest; takes some milliseconds.
 *
 * @returns how much the files' pages were, in bytes
 */
export function releaseUnusedMemory(): number {
  return attempt("release unused memory", () => native.releaseUnusedMemory());
}
