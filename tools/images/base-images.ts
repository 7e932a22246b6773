import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, realpathSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type Progress, reported } from "../cluster/binaries/progress.ts";
import { buildCommand, existsCommand, imageTime } from "./build-command.ts";
import { type Builder, installPackages } from "./builder.ts";
import type { Command } from "../command/run-to-end.ts";
import { runCommand, succeeds } from "./command.ts";
import { ImageError } from "./image-error.ts";

/** Where the images come from that ours are built from: a registry, or Debian's and npm's packages. */
export const origins = ["registry", "packages"] as const;

/** One of them. */
export type Origin = (typeof origins)[number];

/** Whether a text names an origin. */
export function isOrigin(name: string): name is Origin {
  return origins.some((origin) => origin === name);
}

/** The images that ours are built from, as the ARGs of deploy/images/Dockerfile name them. */
export interface BaseImages {
  readonly DEBIAN_IMAGE: string;
  readonly NODE_IMAGE: string;
}

/** How long the registry may take to answer, in milliseconds. */
const patience = 5_000;

/** The registry if it answers, whatever it says; else packages. */
export async function findOrigin(): Promise<Origin> {
  try {
    await fetch("https://registry-1.docker.io/v2/", { signal: AbortSignal.timeout(patience) });
    return "registry";
  } catch {
    return "packages";
  }
}

/** The npm that the stand-in for Node's image gets. */
const npm = "npm@11.19.1";

/** Makes a tar of Debian without documentation, as Debian's own slim image is. */
function mmdebstrap(file: string): Command {
  const excluded = ["man/*", "locale/*", "doc/*"].map((path) => `path-exclude=/usr/share/${path}`);
  const dpkg = [...excluded, "path-include=/usr/share/doc/*/copyright"];
  return [
    ...(["mmdebstrap", "--variant=apt"] as const),
    // Without these two it would bring usrmerge, and all of Perl with it.
    ...["--include=usr-is-merged", "--hook-dir=/usr/share/mmdebstrap/hooks/merged-usr"],
    ...dpkg.map((option) => `--dpkgopt=${option}`),
    ...["bookworm", file],
  ];
}

/**
 * Makes stand-ins for both images with the builder, where it does not have them yet: Debian from
 * its packages; Node and npm from theirs.
 *
 * @param file the Dockerfile, which says what Node its images have
 * @param cached false: they are made anew, so that they have Debian's newest packages
 * @throws {ImageError} `builder` or `base`
 */
export async function makeBaseImages(
  builder: Builder,
  file: string,
  cached: boolean,
  progress: Progress,
): Promise<BaseImages> {
  const node = `node-linux-${process.arch}@${nodeVersion(file)}`;
  const images = standIns(node);
  const { DEBIAN_IMAGE, NODE_IMAGE } = images;
  const has = (name: string) => succeeds(existsCommand(builder, name));
  if (cached && (await has(DEBIAN_IMAGE)) && (await has(NODE_IMAGE))) return images;
  const folder = mkdtempSync(join(tmpdir(), "localredirect-images-"));
  try {
    await installPackages(["mmdebstrap"], progress);
    await reported(progress, "Debian, from its packages", () =>
      makeDebian(builder, folder, DEBIAN_IMAGE),
    );
    await reported(progress, "Node and npm, on top of it", () =>
      makeNode(builder, folder, node, images),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
  return images;
}

/**
 * The version in the default of a Dockerfile's NODE_IMAGE.
 *
 * @throws {ImageError} `base` where there is none
 */
export function nodeVersion(file: string): string {
  const [, version] = /^ARG NODE_IMAGE=.*:([\d.]+)-/m.exec(readFileSync(file, "utf8")) ?? [];
  if (version === undefined) {
    throw new ImageError(
      "base",
      `${file} names no version of Node: give NODE_IMAGE a default like node:26.12.1-bookworm-slim`,
    );
  }
  return version;
}

/** Their names say what they are made from. */
function standIns(node: string): BaseImages {
  const recipe = [...mmdebstrap(""), npm, node, dockerfile("debian"), dockerfile("node")];
  const contents = recipe.map((part) => (part.startsWith("/") ? readFileSync(part, "utf8") : part));
  const tag = createHash("sha256").update(contents.join("\0")).digest("hex").slice(0, 12);
  return {
    DEBIAN_IMAGE: `localhost/localredirect-base/debian:${tag}`,
    NODE_IMAGE: `localhost/localredirect-base/node:${tag}`,
  };
}

function dockerfile(name: "debian" | "node"): string {
  return join(import.meta.dirname, `base/${name}.Dockerfile`);
}

/** What is the same for both. */
const unlabelled = { labels: {}, cached: false };

async function makeDebian(builder: Builder, folder: string, name: string) {
  await runCommand(mmdebstrap(join(folder, "rootfs.tar")), {
    code: "base",
    environment: { SOURCE_DATE_EPOCH: String(imageTime) },
  });
  const build = { context: folder, file: dockerfile("debian"), name, arguments: {} };
  await runCommand(buildCommand(builder, { ...build, ...unlabelled }), { code: "base" });
}

async function makeNode(builder: Builder, folder: string, node: string, images: BaseImages) {
  const { DEBIAN_IMAGE, NODE_IMAGE: name } = images;
  const prefix = join(folder, "usr/local");
  const install = ["npm", "install", "--global", "--prefix", prefix] as const;
  await runCommand([...install, npm, node], { code: "base" });
  // A file, as in Node's own image, of which others copy it.
  const link = join(prefix, "bin/node");
  renameSync(realpathSync(link), link);
  const build = { context: folder, file: dockerfile("node"), name, arguments: { DEBIAN_IMAGE } };
  await runCommand(buildCommand(builder, { ...build, ...unlabelled }), { code: "base" });
}
