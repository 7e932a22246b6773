import { createHash } from "node:crypto";
import { chmod, mkdir, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { unzipSync } from "fflate";

import { ClusterError } from "../cluster-error.ts";
import { cachedFolder, cacheRoot } from "./cached-folder.ts";
import { type GoArchitecture, goArchitecture } from "./go-architecture.ts";
import { type Progress, reported } from "./progress.ts";

/** The toolchain to build with where the machine has none. */
const version = "go1.26.8";

/** SHA-256 of its archives, as `go mod download` got them and checked them by Go's sum database. */
const checksums: Record<GoArchitecture, string> = {
  amd64: "30c2b1bf7dcc88d3eb0a1364e47ddd9128edb3110a30e8a0ef61cd5856b31de7",
  arm64: "02b36b6787b3ac767668f630e2998df45a3b1f9ffee08d1bf3ef6487cd658d99",
};

/** How long the download of 70 MB may take, in milliseconds. */
const deadline = 10 * 60_000;

/**
 * The path of a `go` from the Go module proxy, the archive that Go itself takes when it needs a
 * newer toolchain. It is downloaded once for each machine.
 *
 * @throws ClusterError `go` where the proxy does not give it, or gives something else
 */
export async function downloadedGo(progress: Progress): Promise<string> {
  const architecture = goArchitecture();
  const module = `v0.0.1-${version}.linux-${architecture}`;
  const folder = await cachedFolder(
    {
      root: join(cacheRoot(), "go"),
      name: `${version}-${architecture}`,
      make: async (unfinished) => {
        const url = `${proxy()}/golang.org/toolchain/@v/${module}.zip`;
        const archive = await reported(progress, `downloading ${url} (70 MB)`, () => download(url));
        verify(archive, checksums[architecture], url);
        await unpack(archive, `golang.org/toolchain@${module}/`, unfinished);
      },
    },
    progress,
  );
  return join(folder, "bin/go");
}

/** The first proxy of $GOPROXY; there is no other way to a toolchain than by one. */
function proxy(): string {
  const [first = ""] = (process.env["GOPROXY"] ?? "").split(/[,|]/);
  return /^https?:/.test(first) ? first.replace(/\/$/, "") : "https://proxy.golang.org";
}

async function download(url: string): Promise<Uint8Array> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(deadline) });
    if (response.ok) return await response.bytes();
    throw new ClusterError("go", `${url} answers ${response.status}; is $GOPROXY right?`);
  } catch (error) {
    if (error instanceof ClusterError) throw error;
    throw new ClusterError("go", `${url} cannot be had: ${String(error)}`, error);
  }
}

function verify(archive: Uint8Array, expected: string, url: string): void {
  const actual = createHash("sha256").update(archive).digest("hex");
  if (actual === expected) return;
  throw new ClusterError(
    "go",
    `${url} is not what it was: SHA-256 ${actual} instead of ${expected}`,
  );
}

async function unpack(archive: Uint8Array, prefix: string, folder: string): Promise<void> {
  for (const [name, content] of Object.entries(unzipSync(archive))) {
    const path = join(folder, name.slice(prefix.length));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
  // A module's archive keeps no modes; Go, too, makes these executable after it unpacked them.
  const tools = join(folder, `pkg/tool/linux_${goArchitecture()}`);
  for (const programs of [join(folder, "bin"), tools]) {
    for (const program of await readdir(programs)) await chmod(join(programs, program), 0o755);
  }
}
