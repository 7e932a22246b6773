import { execFile } from "node:child_process";
import { createReadStream, readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { createGzip } from "node:zlib";

import { jsonField } from "../cluster/json-field.ts";

const execute = promisify(execFile);

/** An image that was unpacked from a docker archive. */
export interface UnpackedImage {
  /** Its configuration, as the OCI image specification has it. */
  readonly configuration: unknown;
  /** The tar files of its layers, the lowest first. */
  readonly layers: readonly string[];
  /** The folder that is its root file system. */
  readonly root: string;
}

/** Unpacks a docker archive and its layers, which need not delete anything, into a folder. */
export async function unpackImage(archive: string, folder: string): Promise<UnpackedImage> {
  const parts = join(folder, "parts");
  const root = join(folder, "root");
  await Promise.all([mkdir(parts, { recursive: true }), mkdir(root, { recursive: true })]);
  await execute("tar", ["-xf", archive, "-C", parts]);
  const manifests = readJson(join(parts, "manifest.json"));
  const manifest: unknown = Array.isArray(manifests) ? manifests[0] : undefined;
  const names = jsonField(manifest, "Layers");
  const layers = Array.isArray(names) ? names.map((name) => join(parts, String(name))) : [];
  for (const layer of layers) await execute("tar", ["-xf", layer, "-C", root]);
  const configuration = readJson(join(parts, String(jsonField(manifest, "Config"))));
  return { configuration, layers, root };
}

/** The times that the entries of a tar file have, each once, in seconds since 1970. */
export async function modificationTimes(tar: string): Promise<readonly number[]> {
  const { stdout } = await execute("tar", ["-tvf", tar, "--full-time", "--utc"], {
    maxBuffer: 64 * 1024 * 1024,
  });
  // -rwxr-xr-x 0/0  4096 2023-11-14 22:13:20 ./bin
  const times = [...stdout.matchAll(/ (\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) /g)];
  const seconds = times.map(([, day = "", time = ""]) => Date.parse(`${day}T${time}Z`) / 1000);
  return [...new Set(seconds)];
}

/** How large a file is by gzip's quickest compression, in bytes: registries' is smaller. */
export async function compressedSize(file: string): Promise<number> {
  let size = 0;
  const gzip = createReadStream(file).pipe(createGzip({ level: 1 }));
  for await (const chunk of gzip) size += Buffer.byteLength(chunk as Uint8Array);
  return size;
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}
