import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

import { jsonField } from "../cluster/json-field.ts";

/** What an image says of where it comes from. */
export interface Source {
  /** Of the root's package.json. */
  readonly version: string;
  /** The commit, with `-dirty` where files differ from it; `unknown` without git. */
  readonly revision: string;
}

const execute = promisify(execFile);

/** Reads it of a checkout. */
export async function readSource(root: string): Promise<Source> {
  const git = async (...parameters: string[]) =>
    (await execute("git", ["-C", root, ...parameters])).stdout.trim();
  const manifest: unknown = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const version = String(jsonField(manifest, "version"));
  try {
    const revision = await git("rev-parse", "HEAD");
    const dirty = (await git("status", "--porcelain")) === "" ? "" : "-dirty";
    return { version, revision: `${revision}${dirty}` };
  } catch {
    // An unpacked archive, or a machine without git.
    return { version, revision: "unknown" };
  }
}
