import { BpfError, BpfMap, BpfObject, hasProgramType } from "@localredirect/node-bpf";
import { join } from "node:path";
import { DatapathError } from "../datapath-error.ts";
import { makeFolder, type PinnedState, removeFolder } from "./pin-folders.ts";
import { originalsMapNames, type PinPaths, tableMapNames } from "./pin-paths.ts";
import { originalsSizes, tableSizes } from "./table-sizes.ts";

/** Where programs come from and which maps they use. */
export interface LoadOptions {
  /** Path of the compiled object. */
  readonly object: string;
  readonly paths: PinPaths;
  readonly pinned: PinnedState;
  readonly maxRedirects: number;
}

/** Programs in the kernel with their maps, all of which are pinned. */
export interface LoadedPrograms {
  readonly object: BpfObject;
  /** By their names in the object; ours to close. */
  readonly maps: ReadonlyMap<string, BpfMap>;
  /** The kernel lets us run `identify`. */
  readonly canIdentify: boolean;
}

/**
 * Loads the programs on the maps that are pinned, and makes and pins those that are not. Pins of
 * which only a part is there are made anew: no link leads to them.
 *
 * @throws DatapathError `pins` when pinned maps do not fit, `kernel` when the kernel refuses.
 */
export function loadPrograms(options: LoadOptions): LoadedPrograms {
  const { paths, pinned } = options;
  if (!pinned.originalsAreWhole) removeFolder(paths.originals);
  if (!pinned.tableIsWhole) removeFolder(paths.table);
  const canIdentify = canRunSyscalls();
  const object = BpfObject.open(options.object);
  try {
    prepare(object, options, canIdentify);
    object.load();
    return { object, maps: pinnedMaps(object, options), canIdentify };
  } catch (cause) {
    object.close();
    if (!(cause instanceof BpfError)) throw cause;
    throw new DatapathError("kernel", cause.message, { cause });
  }
}

function prepare(object: BpfObject, options: LoadOptions, canIdentify: boolean): void {
  const lines = size(object, options, options.maxRedirects);
  object.setReadOnlyData({ originals_mask: lines - 1 });
  reusePins(object, options);
  if (!canIdentify) object.setAutoload("identify", false);
}

/** Sets the sizes of all maps. Returns the number of originals' lines. */
function size(object: BpfObject, { paths, pinned }: LoadOptions, maxRedirects: number): number {
  const sizes = new Map([
    ...Object.entries(tableSizes(maxRedirects)),
    ...Object.entries(originalsSizes),
  ]);
  // Live sockets' originals stay as large as they were made.
  if (pinned.originalsAreWhole) {
    for (const name of originalsMapNames) sizes.set(name, pinnedSize(join(paths.originals, name)));
  }
  for (const [name, entries] of sizes) object.setMaxEntries(name, entries);
  return sizes.get("originals") ?? 1;
}

function pinnedSize(path: string): number {
  using map = BpfMap.openPinned(path);
  return map.info.maxEntries;
}

function pinsOf({ paths }: LoadOptions): readonly (readonly [name: string, path: string])[] {
  return [
    ...originalsMapNames.map((name) => [name, join(paths.originals, name)] as const),
    ...tableMapNames.map((name) => [name, join(paths.table, name)] as const),
  ];
}

function reusePins(object: BpfObject, options: LoadOptions): void {
  for (const [name, path] of pinsOf(options)) {
    try {
      object.reusePinned(name, path);
    } catch (cause) {
      if (!(cause instanceof BpfError)) throw cause;
      throw new DatapathError(
        "pins",
        `${cause.message}: remove what another version left there with --uninstall, which ends its redirects`,
        { cause },
      );
    }
  }
}

/** The originals first: a table is of no use without them. */
function pinnedMaps(object: BpfObject, options: LoadOptions): ReadonlyMap<string, BpfMap> {
  const { paths, pinned } = options;
  makeFolder(paths.originals);
  makeFolder(paths.table);
  const names = [...pinsOf(options).map(([name]) => name), ".data.filter"];
  const maps = new Map(
    names.map((name) => {
      const map = object.maps.get(name)?.open();
      if (map === undefined) throw new DatapathError("kernel", `The programs lack the map ${name}`);
      return [name, map];
    }),
  );
  for (const [name, path] of pinsOf(options)) {
    const isPinned = path.startsWith(paths.originals)
      ? pinned.originalsAreWhole
      : pinned.tableIsWhole;
    if (!isPinned) maps.get(name)?.pin(path);
  }
  return maps;
}

/** Some kernels let only those run programs on demand who may also trace. */
function canRunSyscalls(): boolean {
  try {
    return hasProgramType("syscall");
  } catch (error) {
    if (error instanceof BpfError) return false;
    throw error;
  }
}
