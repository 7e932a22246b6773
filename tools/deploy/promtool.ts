import { readdir, rename, rm } from "node:fs/promises";
import { arch } from "node:os";
import { delimiter, join } from "node:path";

import { cachedFolder, cacheRoot } from "../cluster/binaries/cached-folder.ts";
import { unpackDebianPackages } from "../cluster/binaries/debian-packages.ts";
import { isExecutable } from "../cluster/binaries/is-executable.ts";
import { runToEnd } from "../command/run-to-end.ts";

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
  const { code, output, errors } = await runToEnd([program, ...parameters], { folder });
  return { ok: code === 0, output: output + errors };
}
