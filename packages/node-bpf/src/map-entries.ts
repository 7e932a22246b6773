import { attempt } from "./native-call.ts";
import { BpfError } from "./bpf-error.ts";
import { type MapHandle, native, type NativeBatch } from "./native.ts";
import { unpack } from "./packed-bytes.ts";

/** A key and what the kernel holds for it: a value, or all CPUs' values packed. */
export type RawEntry = [key: Uint8Array, value: Uint8Array];

/** What is walked, and how to name it in errors. */
export interface WalkedMap {
  readonly handle: MapHandle;
  readonly label: string;
  readonly maxEntries: number;
}

/** One system call reads as many entries as this; more cost memory, fewer cost time. */
const entriesPerBatch = 512;

/** EAGAIN in errno.h: trying again may succeed. */
const tryAgain = 11;

/**
 * Walks over all entries, in the kernel's order. The map may change meanwhile: an entry that is
 * there all the time is yielded, once in the maps that have batch operations (hash, array, LPM
 * and their per-CPU and LRU kinds); one that comes or goes may be yielded or not.
 *
 * @throws {BpfError} EAGAIN when the map changes so fast that the walk finds no end; only maps
 * without batch operations can do that
 */
export function* walk(map: WalkedMap): Generator<RawEntry> {
  let batch = readBatch(map, null);
  if (batch === null) {
    yield* walkKeyByKey(map);
    return;
  }
  for (;;) {
    yield* entriesOf(batch);
    if (batch.cursor === null) return;
    batch = readBatch(map, batch.cursor);
    if (batch === null) return;
  }
}

function readBatch(map: WalkedMap, cursor: Uint8Array | null): NativeBatch | null {
  return attempt(`read the entries of map ${map.label}`, () =>
    native.mapLookupBatch(map.handle, cursor, entriesPerBatch),
  );
}

function entriesOf({ keys, values, count }: NativeBatch): RawEntry[] {
  const valueOf = unpack(values, count);
  return unpack(keys, count).flatMap((key, index) => {
    const value = valueOf[index];
    return value === undefined ? [] : [[key, value]];
  });
}

/** When a key vanishes, the kernel begins again at the first one, hence the bound. */
function* walkKeyByKey(map: WalkedMap): Generator<RawEntry> {
  const operation = `walk over map ${map.label}`;
  const mostSteps = map.maxEntries * 2 + entriesPerBatch;
  let key = attempt(operation, () => native.mapNextKey(map.handle, null));
  for (let step = 0; key !== null; step += 1) {
    if (step === mostSteps) {
      throw new BpfError(operation, tryAgain, { detail: "it changes faster than it can be read" });
    }
    const current = key;
    const value = attempt(operation, () => native.mapLookup(map.handle, current));
    if (value !== null) yield [current, value];
    key = attempt(operation, () => native.mapNextKey(map.handle, current));
  }
}
