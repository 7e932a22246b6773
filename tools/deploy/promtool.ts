import { spawn } from "node:child_process";
import { readdir, rename, rm } from "node:fs/promises";
import { arch } from "node:os";
import { delimiter, join } from "node:path";
import { text } from "node:stream/consumers";

import { cachedFolder, cacheRoot } from "../cluster/binaries/cached-folder.ts";
import { unpackDebianPackages } from "../cluster/binaries/debian-packages.ts";
import { isExecutable } from "../cluster/binaries/is-executable.ts";

/** What a command printed, and whether it ended well. */
export interface CommandOutcome {
  readonly ok: boolean;
  /** Standard output, then standard error. */
  readonly output: string;
}

/**
 * Runs promtool in a folder: that of the PATH, else that of Debian's package prometheus, of which
 * only this program is taken. Installing the package would start a server.
 *
 * @throws ClusterError where there is none and none can be had
 */
export async function runPromtool(
  parameters: readonly string[],
  folder: string,
): Promise<CommandOutcome> {
  return run(await promtoolPath(), parameters, folder);
}

async function promtoolPath(): Promise<string> {
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((path) => path !== "");
  const onPath = folders.map((folder) => join(folder, "promtool")).find(isExecutable);
  if (onPath !== undefined) return onPath;
  const root = join(cacheRoot(), "promtool");
  const folder = await cachedFolder(
    { root, name: `debian-${arch()}`, make: fetchPromtool },
    (message) => {
      process.stderr.write(`promtool: ${message}\n`);
    },
  );
  return join(folder, "promtool");
}

/** Of its package only the program is kept. */
async function fetchPromtool(folder: string): Promise<void> {
  await unpackDebianPackages(folder, ["prometheus"]);
  await rename(join(folder, "usr/bin/promtool"), join(folder, "promtool"));
  for (const name of await readdir(folder)) {
    if (name !== "promtool") await rm(join(folder, name), { recursive: true });
  }
}

async function run(
  program: string,
  parameters: readonly string[],
  folder: string,
): Promise<CommandOutcome> {
  const child = spawn(program, parameters, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  const ended = Promise.withResolvers<number | null>();
  child.on("error", ended.reject);
  child.on("close", ended.resolve);
  const [code, output, errors] = await Promise.all([
    ended.promise,
    text(child.stdout),
    text(child.stderr),
  ]);
  return { ok: code === 0, output: output + errors };
}
