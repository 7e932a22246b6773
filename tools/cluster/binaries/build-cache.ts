import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";

import { ClusterError } from "../cluster-error.ts";
import { withBuildLock } from "./build-lock.ts";
import { build } from "./build.ts";
import { type PinnedVersions, readPinnedVersions } from "./pinned-versions.ts";
import { type Progress } from "./progress.ts";

const goArchitectures: Partial<Record<NodeJS.Architecture, string>> = {
  arm64: "arm64",
  x64: "amd64",
};

/** Where builds lie: `$XDG_CACHE_HOME/localredirect/control-plane`, by default in ~/.cache. */
export function cacheFolder(): string {
  const configured = process.env["XDG_CACHE_HOME"];
  // The XDG specification: unset, empty and relative all mean the default.
  const root = configured?.startsWith("/") ? configured : join(homedir(), ".cache");
  return join(root, "localredirect/control-plane");
}

/**
 * The folder with the built programs of the pinned versions; builds them where they are missing.
 * A folder under its final name is always whole: it got that name when it was finished.
 *
 * @param root - where builds lie
 * @param perform - builds into the folder that it is given
 */
export async function cachedBuild(
  progress: Progress,
  root: string = cacheFolder(),
  perform: typeof build = build,
): Promise<string> {
  const versions = readPinnedVersions();
  const name = buildName(versions);
  const folder = join(root, name);
  if (existsSync(folder)) return folder;
  await mkdir(root, { recursive: true });
  await withBuildLock(join(root, `${name}.lock`), progress, async () => {
    // Another process may have built while this one waited.
    if (existsSync(folder)) return;
    await removeHalfBuilds(root, name);
    const unfinished = await mkdtemp(join(root, `${name}.unfinished-`));
    progress(`building once, then kept in ${folder}`);
    try {
      await perform(unfinished, versions, progress);
      await rename(unfinished, folder);
    } finally {
      await rm(unfinished, { recursive: true, force: true });
    }
  });
  return folder;
}

function buildName(versions: PinnedVersions): string {
  const architecture = goArchitectures[process.arch];
  if (process.platform !== "linux" || architecture === undefined) {
    throw new ClusterError(
      "machine",
      `This is ${process.platform} on ${process.arch}; use Linux on x64 or arm64`,
    );
  }
  const { kubernetes, etcd, fingerprint } = versions;
  return `kubernetes-${kubernetes}-etcd-${etcd}-${architecture}-${fingerprint}`;
}

/** Those of builders that were killed: whoever calls this has the lock, so none is at work. */
async function removeHalfBuilds(root: string, name: string) {
  for (const entry of await readdir(root)) {
    if (entry.startsWith(`${name}.unfinished-`)) {
      await rm(join(root, entry), { recursive: true, force: true });
    }
  }
}
