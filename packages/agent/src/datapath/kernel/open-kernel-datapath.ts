import { cgroupId } from "@localredirect/node-bpf";
import type { Logger } from "@localredirect/process";
import { fileURLToPath } from "node:url";
import { PodCgroups } from "../../pods/pod-cgroups.ts";
import type { Datapath } from "../datapath.ts";
import { RedirectTable } from "../table/redirect-table.ts";
import { TableDatapath } from "../table-datapath.ts";
import { lockFolder } from "./folder-lock.ts";
import { kernelMaps } from "./kernel-maps.ts";
import { type LoadedPrograms, loadPrograms } from "./loaded-programs.ts";
import { readPins } from "./pin-folders.ts";
import { pinPaths } from "./pin-paths.ts";
import { ProgramServing } from "./program-serving.ts";

/** What the kernel side works on. */
export interface KernelDatapathOptions {
  /** A folder in a bpf file system, which exists. */
  readonly pinFolder: string;
  /** Folder of the cgroup below which sockets are redirected and pods are found. */
  readonly cgroup: string;
  /** Levels of `cgroup` below the root of cgroup v2; 0: it is the root. */
  readonly cgroupLevel: number;
  /** Room in the maps; another number than before makes new ones, which take over when complete. */
  readonly maxRedirects: number;
  /** Path of the compiled programs; default: those built with the agent. */
  readonly object?: string;
  readonly logger: Logger;
}

/** Where `npm run build` puts the programs, as seen from the sources as well as from the build. */
const builtObject = fileURLToPath(
  new URL("../../../dist/bpf/localredirect.bpf.o", import.meta.url),
);

/**
 * Takes over what is pinned, or begins anew, so that the table in the kernel is served by our
 * programs, or can be as soon as it is complete.
 *
 * @throws DatapathError naming what is in the way.
 */
export async function openKernelDatapath(options: KernelDatapathOptions): Promise<Datapath> {
  const { pinFolder, cgroup, cgroupLevel, maxRedirects, logger } = options;
  const paths = pinPaths(pinFolder, maxRedirects);
  const lock = await lockFolder(pinFolder, logger);
  let programs: LoadedPrograms | undefined;
  try {
    const pinned = readPins(paths);
    programs = loadPrograms({ object: options.object ?? builtObject, paths, pinned, maxRedirects });
    const maps = kernelMaps(programs);
    const table = await RedirectTable.open(maps);
    const serving = new ProgramServing({ programs, paths, pinned, cgroup, logger, lock });
    const pods = new PodCgroups({
      tree: { path: cgroup, level: cgroupLevel, idOf: cgroupId },
      logger,
    });
    return new TableDatapath({ maps, table, pods, serving, logger });
  } catch (error) {
    for (const map of programs?.maps.values() ?? []) map.close();
    programs?.object.close();
    lock.close();
    throw error;
  }
}
