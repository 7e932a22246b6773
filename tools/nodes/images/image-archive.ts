import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { copyFile, mkdir, mkdtemp, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";

import { goArchitecture } from "../../cluster/binaries/go-architecture.ts";
import { runCommand } from "../../world/command.ts";

/** An image of static programs: one layer, and nothing but these files. */
export interface ProgramImage {
  /** With the registry, as containers name it, for example `localhost/pause:1`. */
  readonly name: string;
  /** Files of this machine by their paths in the image, which begin with `/`. */
  readonly files: Readonly<Record<string, string>>;
  readonly entrypoint: readonly string[];
}

/** A blob of an image, as others refer to it. */
interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

const types = {
  layer: "application/vnd.oci.image.layer.v1.tar",
  config: "application/vnd.oci.image.config.v1+json",
  manifest: "application/vnd.oci.image.manifest.v1+json",
  index: "application/vnd.oci.image.index.v1+json",
} as const;

/** So that the same files always make the same archive. */
const reproducible = [
  ...["--sort=name", "--mtime=@0", "--owner=0", "--group=0", "--numeric-owner"],
  ...["--mode=u+rwX,go+rX,go-w", "--format=ustar"],
];

/**
 * Writes an image as an archive that `ctr images import` takes (an OCI image layout in a tar), into
 * a folder. Returns its path.
 */
export async function writeImageArchive(folder: string, image: ProgramImage): Promise<string> {
  const work = await mkdtemp(join(folder, "image-"));
  try {
    const layout = join(work, "layout");
    await mkdir(join(layout, "blobs/sha256"), { recursive: true });
    const layer = await writeLayer(work, layout, image.files);
    const config = await writeJsonBlob(layout, types.config, {
      architecture: goArchitecture(),
      os: "linux",
      config: { Entrypoint: image.entrypoint, Env: ["PATH=/bin"] },
      rootfs: { type: "layers", diff_ids: [layer.digest] },
    });
    const manifest = await writeJsonBlob(layout, types.manifest, {
      schemaVersion: 2,
      mediaType: types.manifest,
      config,
      layers: [layer],
    });
    await writeFile(join(layout, "oci-layout"), JSON.stringify({ imageLayoutVersion: "1.0.0" }));
    await writeFile(
      join(layout, "index.json"),
      JSON.stringify({
        schemaVersion: 2,
        mediaType: types.index,
        // By this annotation containerd knows the whole name.
        manifests: [{ ...manifest, annotations: { "io.containerd.image.name": image.name } }],
      }),
    );
    const archive = join(folder, `${image.name.replaceAll(/[/:]/g, "-")}.tar`);
    await pack(layout, archive);
    return archive;
  } finally {
    await rm(work, { recursive: true });
  }
}

async function writeLayer(
  work: string,
  layout: string,
  files: ProgramImage["files"],
): Promise<Descriptor> {
  const root = join(work, "root");
  for (const [path, source] of Object.entries(files)) {
    const target = join(root, path);
    await mkdir(dirname(target), { recursive: true });
    await copyFile(source, target);
  }
  const layer = join(work, "layer.tar");
  await pack(root, layer);
  const hash = createHash("sha256");
  await pipeline(createReadStream(layer), hash);
  const hex = hash.digest("hex");
  const { size } = await stat(layer);
  await rename(layer, join(layout, "blobs/sha256", hex));
  return { mediaType: types.layer, digest: `sha256:${hex}`, size };
}

async function writeJsonBlob(
  layout: string,
  mediaType: string,
  content: unknown,
): Promise<Descriptor> {
  const text = JSON.stringify(content);
  const hex = createHash("sha256").update(text).digest("hex");
  await writeFile(join(layout, "blobs/sha256", hex), text);
  return { mediaType, digest: `sha256:${hex}`, size: Buffer.byteLength(text) };
}

async function pack(folder: string, archive: string): Promise<void> {
  await runCommand(["tar", "--create", "--file", archive, ...reproducible, "-C", folder, "."]);
}
