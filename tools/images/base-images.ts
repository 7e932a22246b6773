import { createHash } from "node:crypto";
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type Progress, reported } from "../cluster/binaries/progress.ts";
import { buildCommand, existsCommand, imageTime } from "./build-command.ts";
import { type Builder, installPackages } from "./builder.ts";
import type { Command } from "../command/run-to-end.ts";
import { runCommand, succeeds } from "./command.ts";

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
 * its packages; Node from the one that runs this, and npm from its package.
 *
 * @param cached false: they are made anew, so that they have Debian's newest packages
 * @throws {ImageError} `builder` or `base`
 */
export async function makeBaseImages(
  builder: Builder,
  cached: boolean,
  progress: Progress,
): Promise<BaseImages> {
  const images = standIns();
  const { DEBIAN_IMAGE, NODE_IMAGE } = images;
  const has = (name: string) => succeeds(existsCommand(builder, name));
  if (cached && (await has(DEBIAN_IMAGE)) && (await has(NODE_IMAGE))) return images;
  const folder = mkdtempSync(join(tmpdir(), "localredirect-images-"));
  try {
    await installPackages(["mmdebstrap"], progress);
    await reported(progress, "Debian, from its packages", () =>
      makeDebian(builder, folder, DEBIAN_IMAGE),
    );
    await reported(progress, "Node and npm, on top of it", () => makeNode(builder, folder, images));
  } finally {
    rmSync(folder, { recursive: true });
  }
  return images;
}

/** Their names say what they are made from. */
function standIns(): BaseImages {
  const recipe = [
    ...mmdebstrap(""),
    npm,
    process.version,
    dockerfile("debian"),
    dockerfile("node"),
  ];
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

async function makeNode(builder: Builder, folder: string, images: BaseImages) {
  const { DEBIAN_IMAGE, NODE_IMAGE: name } = images;
  const prefix = join(folder, "usr/local");
  await runCommand(["npm", "install", "--global", "--prefix", prefix, npm], { code: "base" });
  const node = join(prefix, "bin/node");
  copyFileSync(process.execPath, node);
  chmodSync(node, 0o755);
  const build = { context: folder, file: dockerfile("node"), name, arguments: { DEBIAN_IMAGE } };
  await runCommand(buildCommand(builder, { ...build, ...unlabelled }), { code: "base" });
}
