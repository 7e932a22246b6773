import { BpfError, BpfMap, BpfObject, hasProgramType } from "@localredirect/node-bpf";
import { join } from "node:path";
import { DatapathError } from "../datapath-error.ts";
import { makeFolder, type PinnedState, removeFolder } from "./pin-folders.ts";
import { originalsMapNames, type PinPaths, serversMapNames, tableMapNames } from "./pin-paths.ts";
import { socketsSizes, tableSizes } from "./table-sizes.ts";

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
  if (!pinned.serversAreWhole) removeFolder(paths.servers);
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
  const lines = size(object, options);
  object.setReadOnlyData({ originals_mask: lines - 1 });
  reusePins(object, options);
  if (!canIdentify) object.setAutoload("identify", false);
}

/** Sets the sizes of all maps. Returns the number of originals' lines. */
function size(object: BpfObject, options: LoadOptions): number {
  const sizes = new Map([
    ...Object.entries(tableSizes(options.maxRedirects)),
    ...Object.entries(socketsSizes),
  ]);
  // What live sockets have stays as large as it was made.
  for (const { name, path, exists } of pinsOf(options)) {
    if (exists && name in socketsSizes) sizes.set(name, pinnedSize(path));
  }
  for (const [name, entries] of sizes) object.setMaxEntries(name, entries);
  return sizes.get("originals") ?? 1;
}

function pinnedSize(path: string): number {
  using map = BpfMap.openPinned(path);
  return map.info.maxEntries;
}

/** A map that is pinned, or is to be. */
interface MapPin {
  readonly name: string;
  readonly path: string;
  readonly exists: boolean;
}

function pinsOf({ paths, pinned }: LoadOptions): readonly MapPin[] {
  const inFolder = (folder: string, names: readonly string[], exists: boolean): readonly MapPin[] =>
    names.map((name) => ({ name, path: join(folder, name), exists }));
  return [
    ...inFolder(paths.originals, originalsMapNames, pinned.originalsAreWhole),
    ...inFolder(paths.servers, serversMapNames, pinned.serversAreWhole),
    ...inFolder(paths.table, tableMapNames, pinned.tableIsWhole),
  ];
}

function reusePins(object: BpfObject, options: LoadOptions): void {
  for (const { name, path } of pinsOf(options)) {
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

/** What sockets need first: a table is of no use without it. */
function pinnedMaps(object: BpfObject, options: LoadOptions): ReadonlyMap<string, BpfMap> {
  const { paths } = options;
  makeFolder(paths.originals);
  makeFolder(paths.servers);
  makeFolder(paths.table);
  const pins = pinsOf(options);
  const names = [...pins.map(({ name }) => name), ".data.filter", ".data.ports"];
  const maps = new Map(
    names.map((name) => {
      const map = object.maps.get(name)?.open();
      if (map === undefined) throw new DatapathError("kernel", `The programs lack the map ${name}`);
      return [name, map];
    }),
  );
  for (const { name, path, exists } of pins) {
    if (!exists) maps.get(name)?.pin(path);
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
