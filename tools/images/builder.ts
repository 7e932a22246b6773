import { type Progress, reported } from "../cluster/binaries/progress.ts";
import { debianPackages } from "../setup/debian-packages.mjs";
import { SetupError } from "../setup/setup-error.mjs";
import type { Command } from "../command/run-to-end.ts";
import { succeeds } from "./command.ts";
import { ImageError } from "./image-error.ts";

/** The programs that can build an image from a Dockerfile, in the order in which they are tried. */
export const builders = ["docker", "podman", "buildah"] as const;

/** One of them. */
export type Builder = (typeof builders)[number];

/** What shows that a builder works, rather than is only installed: docker needs its server. */
const trials: Readonly<Record<Builder, Command>> = {
  docker: ["docker", "info"],
  podman: ["podman", "info"],
  buildah: ["buildah", "info"],
};

/** Whether a text names a builder. */
export function isBuilder(name: string): name is Builder {
  return builders.some((builder) => builder === name);
}

/**
 * A builder that works. Where there is none, and this is root on a Debian, buildah is installed.
 *
 * @param wanted undefined: the first that works
 * @throws {ImageError} `builder`
 */
export async function findBuilder(
  wanted: Builder | undefined,
  progress: Progress,
): Promise<Builder> {
  for (const builder of wanted === undefined ? builders : [wanted]) {
    if (await succeeds(trials[builder])) return builder;
  }
  if (wanted !== undefined && wanted !== "buildah") {
    throw new ImageError("builder", `\`${trials[wanted].join(" ")}\` fails: is ${wanted} running?`);
  }
  await installPackages(["buildah"], progress);
  if (await succeeds(trials.buildah)) return "buildah";
  throw new ImageError("builder", "`buildah info` fails; run it to see why, or start docker");
}

/**
 * Installs those of Debian's packages that are missing.
 *
 * @throws {ImageError} `builder`
 */
export async function installPackages(
  packages: readonly string[],
  progress: Progress,
): Promise<void> {
  const work = await debianPackages(packages).look();
  if (work === undefined) return;
  try {
    await reported(progress, work.what, () => work.perform());
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    const message = `${error.message}\n${error.output}\nWhat to do: ${error.mend}`;
    throw new ImageError("builder", message, error);
  }
}
