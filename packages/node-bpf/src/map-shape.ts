import { type MapType, mapTypes } from "./map-type.ts";
import type { NativeMapShape } from "./native.ts";

/** What a map is made of. */
export interface MapShape {
  readonly type: MapType | "unknown";
  /** In bytes. */
  readonly keySize: number;
  /** In bytes; for a per-CPU map that of one CPU's value. */
  readonly valueSize: number;
  readonly maxEntries: number;
  /** BPF_F_ flags of map creation, as linux/bpf.h numbers them. */
  readonly flags: number;
}

/** Names the type that the kernel numbers. */
export function mapShape(shape: NativeMapShape): MapShape {
  return {
    type: mapTypes.nameOf(shape.type),
    keySize: shape.keySize,
    valueSize: shape.valueSize,
    maxEntries: shape.maxEntries,
    flags: shape.flags,
  };
}

/**
 * Says in what a map that is there differs from the wanted one, such as
 * "key size is 4, not 8"; nothing when it can be used in its stead.
 */
export function mapDifferences(found: MapShape, wanted: MapShape): string[] {
  const differences: string[] = [];
  const compare = (what: string, is: string | number, not: string | number): void => {
    if (is !== not) differences.push(`${what} is ${is}, not ${not}`);
  };
  compare("type", found.type, wanted.type);
  compare("key size", found.keySize, wanted.keySize);
  compare("value size", found.valueSize, wanted.valueSize);
  // 0 lets libbpf choose: one entry for each CPU.
  if (wanted.maxEntries !== 0)
    compare("number of max entries", found.maxEntries, wanted.maxEntries);
  compare("flags", hexadecimal(comparableFlags(found)), hexadecimal(comparableFlags(wanted)));
  return differences;
}

/** BPF_F_RDONLY_PROG in linux/bpf.h. */
const readOnlyForPrograms = 1 << 7;

/** The kernel itself adds a flag to the maps of network devices. */
function comparableFlags({ type, flags }: MapShape): number {
  return type === "devmap" || type === "devmap_hash" ? flags & ~readOnlyForPrograms : flags;
}

function hexadecimal(flags: number): string {
  return `0x${flags.toString(16)}`;
}
