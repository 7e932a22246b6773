import type { Buffer } from "node:buffer";
import { constants, open } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";

import { errorCode } from "./error-code.ts";

/** A manifest is written by people or tools, an object has at most 1.5 MiB: 16 MiB, in bytes. */
const maxFileSize = 16 * 1024 * 1024;

/** What a look at a file gives. */
export type FileReading =
  | {
      readonly kind: "content";
      readonly content: Buffer;
      readonly stamp: string;
      /** When content or place of the file changed last, in milliseconds since 1970. */
      readonly changedAt: number;
      /** When it was read, on the same clock. */
      readonly readAt: number;
    }
  /** There is no such file, or it is a folder, a pipe or the like. */
  | { readonly kind: "absent" }
  | { readonly kind: "failed"; readonly reason: string };

/** Reads a whole file that may be replaced, deleted or written at the same time. */
export async function readWholeFile(path: string): Promise<FileReading> {
  let handle: FileHandle | undefined;
  try {
    // Without O_NONBLOCK, opening a pipe waits for its writer.
    handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const stats = await handle.stat({ bigint: true });
    if (!stats.isFile()) return { kind: "absent" };
    if (stats.size > maxFileSize) return tooLarge(stats.size);
    const readAt = Date.now();
    const content = await handle.readFile();
    if (content.length > maxFileSize) return tooLarge(content.length);
    const changedAt = Number(stats.mtimeMs > stats.ctimeMs ? stats.mtimeMs : stats.ctimeMs);
    return { kind: "content", content, stamp: stampOf(stats), changedAt, readAt };
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENOENT" || code === "ENOTDIR" || code === "EISDIR") return { kind: "absent" };
    return { kind: "failed", reason: `The file cannot be read: ${code}` };
  } finally {
    await handle?.close();
  }
}

function tooLarge(size: number | bigint): FileReading {
  return {
    kind: "failed",
    reason: `The file has ${size.toString()} bytes, at most ${maxFileSize} are read; split it`,
  };
}

/** Differs whenever a file was written or replaced. */
export function stampOf(stats: {
  readonly ino: bigint;
  readonly size: bigint;
  readonly mtimeNs: bigint;
  readonly ctimeNs: bigint;
}): string {
  return [stats.ino, stats.size, stats.mtimeNs, stats.ctimeNs].join(":");
}
