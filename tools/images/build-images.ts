import { mkdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";

import { withBuildLock } from "../cluster/binaries/build-lock.ts";
import { cacheRoot } from "../cluster/binaries/cached-folder.ts";
import { type Progress, reported } from "../cluster/binaries/progress.ts";
import { type BaseImages, findOrigin, makeBaseImages, type Origin } from "./base-images.ts";
import { buildCommand, type ImageBuild, saveCommand } from "./build-command.ts";
import { type Builder, findBuilder } from "./builder.ts";
import type { Command } from "../command/run-to-end.ts";
import { runCommand } from "./command.ts";
import { readSource } from "./source.ts";

/** The images, which are the targets of deploy/images/Dockerfile. */
export const targets = ["controller", "agent"] as const;

/** One of them. */
export type Target = (typeof targets)[number];

/** How they are to be built. */
export interface ImageOptions {
  /** Undefined: the first that works. */
  readonly builder: Builder | undefined;
  /** Undefined: a registry where one answers. */
  readonly base: Origin | undefined;
  /** Of both names. */
  readonly tag: string;
  /** Whether what earlier builds left may be used. */
  readonly cached: boolean;
  readonly progress: Progress;
}

/** What the images are built of, and where they go. */
export interface ImagePlace {
  /** The folder of a checkout, or with the files of a commit. */
  readonly root: string;
  /** The folder that the archives are written to. */
  readonly archives: string;
  /** The commit; undefined: the one that git says is checked out there. */
  readonly revision?: string;
}

/** An image that was built. */
export interface BuiltImage {
  readonly target: Target;
  /** `localhost/localredirect-controller:dev`, which no cluster asks a registry for. */
  readonly name: string;
  /** A docker archive: for `docker load` and `ctr images import`. */
  readonly file: string;
  /** Of the file, uncompressed, in bytes. */
  readonly size: number;
}

const root = join(import.meta.dirname, "../..");

/** Of this checkout, to `dist/images`. */
const thisCheckout: ImagePlace = { root, archives: join(root, "dist/images") };

type TargetBuild = ImageBuild & { readonly target: Target };

/**
 * Builds both images, as the Dockerfile beside their source says, and writes them to archives. One
 * process of the machine at a time: a tag of the builder's is the same one for all checkouts.
 *
 * @param place default: this checkout, to `dist/images`
 * @throws {ImageError}
 */
export async function buildImages(
  options: ImageOptions,
  place: ImagePlace = thisCheckout,
): Promise<readonly BuiltImage[]> {
  await mkdir(cacheRoot(), { recursive: true });
  const lock = join(cacheRoot(), "images.lock");
  return withBuildLock(lock, options.progress, () => buildBoth(options, place));
}

async function buildBoth(options: ImageOptions, place: ImagePlace): Promise<readonly BuiltImage[]> {
  const { cached, progress } = options;
  const builder = await findBuilder(options.builder, progress);
  const base = options.base ?? (await findOrigin());
  progress(`with ${builder}, from a base of ${base === "registry" ? "a registry" : "packages"}`);
  const file = dockerfileOf(place.root);
  const bases = base === "registry" ? {} : await makeBaseImages(builder, file, cached, progress);
  await mkdir(place.archives, { recursive: true });
  const built: BuiltImage[] = [];
  for (const build of await imageBuilds(bases, options, place)) {
    await runBuild(buildCommand(builder, build), `${build.name}: building`, progress);
    built.push(await save(build, place.archives, { builder, progress }));
  }
  return built;
}

function dockerfileOf(root: string): string {
  return join(root, "deploy/images/Dockerfile");
}

async function imageBuilds(
  bases: Partial<BaseImages>,
  { tag, cached }: ImageOptions,
  { root, revision }: ImagePlace,
): Promise<readonly TargetBuild[]> {
  const source = await readSource(root);
  const certificates = process.env["NODE_EXTRA_CA_CERTS"];
  return targets.map((target, index) => ({
    context: root,
    file: dockerfileOf(root),
    target,
    name: `localhost/localredirect-${target}:${tag}`,
    arguments: { ...bases },
    labels: {
      "org.opencontainers.image.version": source.version,
      "org.opencontainers.image.revision": revision ?? source.revision,
    },
    // The second has most of it from the first.
    cached: cached || index > 0,
    ...(certificates === undefined ? {} : { certificates }),
  }));
}

/** Says now and then which step of which stage it is at. */
async function runBuild(command: Command, what: string, progress: Progress) {
  let step = "";
  const onLine = (line: string) => {
    // buildah's and podman's steps, and those of docker.
    if (/^(\[\d+\/\d+\] )?STEP |^#\d+ \[/.test(line)) step = line.slice(0, 100);
  };
  await reported(
    progress,
    what,
    () => runCommand(command, { code: "build", onLine }),
    () => step,
  );
}

/** The path of the archive that an image is written to. @param folder default: of this checkout */
export function archiveOf(target: Target, folder: string = thisCheckout.archives): string {
  return join(folder, `localredirect-${target}.tar`);
}

/** Under its final name a file is always whole. */
async function save(
  { target, name }: TargetBuild,
  folder: string,
  { builder, progress }: { readonly builder: Builder; readonly progress: Progress },
): Promise<BuiltImage> {
  const file = archiveOf(target, folder);
  const unfinished = `${file}.unfinished`;
  await rm(unfinished, { force: true });
  await reported(progress, `${name}: writing ${file}`, () =>
    runCommand(saveCommand(builder, name, unfinished), { code: "build" }),
  );
  await rename(unfinished, file);
  return { target, name, file, size: (await stat(file)).size };
}
