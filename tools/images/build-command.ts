import type { Builder } from "./builder.ts";
import type { Command } from "../command/run-to-end.ts";

/**
 * The time that an image and all its files get: the release of Debian 12, in seconds since 1970.
 * It is no commit's, so that a layer stays the same layer, which no node pulls again, for as long as
 * its content does.
 */
export const imageTime: number = Date.UTC(2023, 5, 10) / 1000;

/** One image to build. */
export interface ImageBuild {
  /** The folder that the Dockerfile copies from. */
  readonly context: string;
  /** The path of the Dockerfile. */
  readonly file: string;
  /** The stage to build; undefined: the last. */
  readonly target?: string;
  /** The image's name and tag. */
  readonly name: string;
  /** The Dockerfile's ARGs. */
  readonly arguments: Readonly<Record<string, string>>;
  /** Added to the Dockerfile's. */
  readonly labels: Readonly<Record<string, string>>;
  /** Whether what the builder has from earlier builds may be used. */
  readonly cached: boolean;
  /** A file with certificates of authorities for npm; undefined: those that Node has suffice. */
  readonly certificates?: string;
}

/** The command that builds an image. */
export function buildCommand(builder: Builder, build: ImageBuild): Command {
  const { context, file, target, name, certificates } = build;
  return [
    builder,
    "build",
    ...options[builder],
    ...(build.cached ? [] : ["--no-cache"]),
    ...(certificates === undefined ? [] : ["--secret", `id=certificates,src=${certificates}`]),
    ...Object.entries(build.arguments).flatMap(([key, value]) => [
      "--build-arg",
      `${key}=${value}`,
    ]),
    ...Object.entries(build.labels).flatMap(([key, value]) => ["--label", `${key}=${value}`]),
    ...(target === undefined ? [] : ["--target", target]),
    ...["--file", file, "--tag", name, context],
  ];
}

const options: Readonly<Record<Builder, readonly string[]>> = {
  // BuildKit sets the image's own time by it. That of files it would set in what it exports by
  // itself only, which not every docker can, so that layers made at different times differ.
  docker: ["--progress", "plain", "--build-arg", `SOURCE_DATE_EPOCH=${imageTime}`],
  podman: ["--layers", "--timestamp", String(imageTime)],
  buildah: [
    ...["--layers", "--timestamp", String(imageTime)],
    // A container of the build is a chroot with the network of the machine, which works also where
    // neither runc nor a network of containers does.
    ...["--isolation", "chroot", "--network", "host"],
  ],
};

/** The command that writes an image with its name into a file, as `docker load` reads it. */
export function saveCommand(builder: Builder, name: string, file: string): Command {
  switch (builder) {
    case "docker":
      return ["docker", "save", "--output", file, name];
    case "podman":
      return ["podman", "save", "--format", "docker-archive", "--output", file, name];
    case "buildah":
      return ["buildah", "push", name, `docker-archive:${file}:${name}`];
  }
}

/** The command that fails where the builder has no image of a name. */
export function existsCommand(builder: Builder, name: string): Command {
  return builder === "buildah"
    ? ["buildah", "inspect", "--type", "image", name]
    : [builder, "image", "inspect", name];
}
