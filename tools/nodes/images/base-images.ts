import { join } from "node:path";

import { readPinnedCoreDns } from "../../cluster/binaries/pinned-versions.ts";
import type { NodePrograms } from "../node-programs.ts";
import { writeImageArchive } from "./image-archive.ts";

/** The names of the images that every node has. */
export const imageNames = {
  /** What holds a pod's namespaces. */
  pause: "localhost/localredirect-pause:1",
  coreDns: `localhost/localredirect-coredns:${readPinnedCoreDns().version}`,
  /** Busybox, and the programs of tools/world/programs, for applications of tests. */
  application: "localhost/localredirect-application:1",
} as const;

/** Static programs, by the names of their files. */
const programFolder = join(import.meta.dirname, "../programs/build");

/** Programs of an application, beside busybox. */
const applicationPrograms = ["whoami", "probe", "load", "steps"];

/** Writes the images that every node has into a folder, and returns the paths of the archives. */
export async function writeBaseImages(
  folder: string,
  programs: NodePrograms,
): Promise<readonly string[]> {
  const pause = { "/bin/pause": join(programFolder, "pause") };
  const application = {
    "/bin/busybox": programs.busybox,
    "/bin/sh": programs.busybox,
    ...Object.fromEntries(
      applicationPrograms.map((name) => [`/bin/${name}`, join(programFolder, name)]),
    ),
  };
  return Promise.all([
    writeImageArchive(folder, { name: imageNames.pause, files: pause, entrypoint: ["/bin/pause"] }),
    writeImageArchive(folder, {
      name: imageNames.coreDns,
      files: { "/bin/coredns": programs.coreDns },
      entrypoint: ["/bin/coredns"],
    }),
    writeImageArchive(folder, {
      name: imageNames.application,
      files: application,
      entrypoint: ["/bin/sh"],
    }),
  ]);
}
