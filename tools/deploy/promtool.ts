import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { arch } from "node:os";
import { delimiter, join } from "node:path";
import { text } from "node:stream/consumers";

import { cachedFolder, cacheRoot } from "../cluster/binaries/cached-folder.ts";

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
 * @throws {Error} where there is none and none can be had
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
      process.stderr.write(`promtool: ${message}
`);
    },
  );
  return join(folder, "promtool");
}

async function fetchPromtool(folder: string): Promise<void> {
  const download = () => run("apt-get", ["download", "-q", "prometheus"], folder);
  if (!(await download()).ok) {
    // A machine whose lists of packages are missing or old.
    await run("apt-get", ["update", "-q"], folder);
    orThrow("apt-get download prometheus", await download());
  }
  const unpack = "for package in prometheus_*.deb; do dpkg-deb -x $package unpacked; done";
  orThrow("dpkg-deb", await run("sh", ["-e", "-c", unpack], folder));
  await rename(join(folder, "unpacked/usr/bin/promtool"), join(folder, "promtool"));
  await rm(join(folder, "unpacked"), { recursive: true });
}

function orThrow(what: string, { ok, output }: CommandOutcome): void {
  if (ok) return;
  throw new Error(
    `${what} failed, so there is no promtool; install Debian's package prometheus: ${output}`,
  );
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
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
