import { type RawEntry, walk } from "./map-entries.ts";
import { type MapShape, mapShape } from "./map-shape.ts";
import { type MapType, mapTypes } from "./map-type.ts";
import { type MapHandle, native } from "./native.ts";
import { attempt } from "./native-call.ts";
import { pack } from "./packed-bytes.ts";
import { joinPerCpu, splitPerCpu } from "./per-cpu-values.ts";
import { removePin } from "./pin.ts";

/** A map as the kernel describes it. */
export interface MapInfo extends MapShape {
  /** At most 15 characters of the name it was given. */
  readonly name: string;
  /** Unique among the maps that live. */
  readonly id: number;
}

/** What to create a map from. */
export interface MapOptions {
  readonly type: MapType;
  /** At most 15 letters, digits, dots and underscores; none by default. */
  readonly name?: string;
  /** In bytes. */
  readonly keySize: number;
  /** In bytes. */
  readonly valueSize: number;
  readonly maxEntries: number;
  /** BPF_F_ flags of map creation, as linux/bpf.h numbers them; none by default. */
  readonly flags?: number;
}

/** "any" writes in any case, "create" only what is absent, "replace" only what is there. */
export type UpdateMode = "any" | "create" | "replace";

/** BPF_ANY, BPF_NOEXIST and BPF_EXIST in linux/bpf.h. */
const modeFlags: Readonly<Record<UpdateMode, number>> = { any: 0, create: 1, replace: 2 };

/**
 * A map in the kernel. Owns a file descriptor: close() it, or let `using` do so. Keys and values
 * are bytes in the layout of the BPF program, so numbers in the machine's byte order.
 *
 * Methods throw BpfError when the kernel refuses, ClosedError after close(), TypeError for a
 * wrong argument and RangeError for a key or value of a wrong length.
 */
export class BpfMap implements Disposable {
  /** As it was when the map was opened; nothing of it can change. */
  readonly info: MapInfo;
  readonly #handle: MapHandle;
  readonly #label: string;
  readonly #perCpu: boolean;
  #memory: ArrayBuffer | undefined;

  /** Takes a handle over; users call openPinned, create or ObjectMap.open. */
  constructor(handle: MapHandle, label: string) {
    const info = attempt(`inspect map ${label}`, () => native.mapInfo(handle));
    this.info = { ...mapShape(info), name: info.name, id: info.id };
    this.#perCpu = info.perCpu;
    this.#handle = handle;
    this.#label = label;
  }

  /** Opens the map that is pinned at a path. */
  static openPinned(path: string): BpfMap {
    const handle = attempt(`open the pinned map ${path}`, () => native.mapOpenPinned(path));
    return new BpfMap(handle, path);
  }

  /** Creates a map that no program uses yet. */
  static create(options: MapOptions): BpfMap {
    const { name = "", flags = 0, keySize, valueSize, maxEntries } = options;
    const type = mapTypes.numberOf(options.type);
    const label = name === "" ? options.type : name;
    const handle = attempt(`create map ${label}`, () =>
      native.mapCreate({ type, name, keySize, valueSize, maxEntries, flags }),
    );
    return new BpfMap(handle, label);
  }

  /** The handle for the native functions, of use inside this package only. */
  get handle(): MapHandle {
    return this.#handle;
  }

  /** The value of a key; undefined when absent. */
  get(key: Uint8Array): Uint8Array | undefined {
    this.#require(false);
    return this.#lookup(key);
  }

  /** A key's values, one for each possible CPU; undefined when absent. */
  getPerCpu(key: Uint8Array): Uint8Array[] | undefined {
    this.#require(true);
    const packed = this.#lookup(key);
    return packed === undefined ? undefined : splitPerCpu(packed, this.info.valueSize);
  }

  /** Writes a value: BpfError EEXIST or ENOENT where the mode forbids, E2BIG when full. */
  set(key: Uint8Array, value: Uint8Array, mode: UpdateMode = "any"): void {
    this.#require(false);
    this.#update(key, value, mode);
  }

  /** Writes a key's values, one for each possible CPU. */
  setPerCpu(key: Uint8Array, values: readonly Uint8Array[], mode: UpdateMode = "any"): void {
    this.#require(true);
    this.#update(key, joinPerCpu(values, this.info.valueSize), mode);
  }

  /** Deletes an entry; false when it was absent. */
  delete(key: Uint8Array): boolean {
    return attempt(`delete from map ${this.#label}`, () => native.mapDelete(this.#handle, key));
  }

  /**
   * All entries, in the kernel's order, read some hundred at a time while you iterate. The map
   * may change meanwhile: what is there all the time is yielded, what comes or goes perhaps.
   */
  *entries(): Generator<[key: Uint8Array, value: Uint8Array]> {
    this.#require(false);
    yield* this.#walk();
  }

  /** All keys, as entries(). */
  *keys(): Generator<Uint8Array> {
    for (const [key] of this.#walk()) yield key;
  }

  /** All entries of a per-CPU map, as entries(), with one value for each possible CPU. */
  *entriesPerCpu(): Generator<[key: Uint8Array, values: Uint8Array[]]> {
    this.#require(true);
    for (const [key, packed] of this.#walk()) {
      yield [key, splitPerCpu(packed, this.info.valueSize)];
    }
  }

  /** The values of many keys, in their order; undefined for each that is absent. */
  getBatch(keys: readonly Uint8Array[]): (Uint8Array | undefined)[] {
    return keys.map((key) => this.get(key));
  }

  /**
   * Writes many entries in their order, with one system call where the kernel has one for this
   * type. Not one step: other readers see some of them first, and after an error those before
   * the failing one are written.
   */
  setBatch(
    entries: Iterable<readonly [key: Uint8Array, value: Uint8Array]>,
    mode: UpdateMode = "any",
  ): void {
    this.#require(false);
    const all = [...entries];
    const { keySize, valueSize } = this.info;
    const keys = pack(
      all.map(([key]) => key),
      keySize,
      "Key",
    );
    const values = pack(
      all.map(([, value]) => value),
      valueSize,
      "Value",
    );
    attempt(`write ${all.length} entries to map ${this.#label}`, () => {
      native.mapUpdateBatch(this.#handle, keys, values, modeFlags[mode]);
    });
  }

  /** Deletes many entries, as setBatch writes them. Returns how many were there. */
  deleteBatch(keys: Iterable<Uint8Array>): number {
    const packed = pack([...keys], this.info.keySize, "Key");
    return attempt(`delete entries from map ${this.#label}`, () =>
      native.mapDeleteBatch(this.#handle, packed),
    );
  }

  /**
   * The memory of an array with BPF_F_MMAPABLE or of writable global data: what is written shows
   * in the program at once. Elements lie at multiples of the value size rounded up to 8 bytes.
   * Use Atomics where a program may read meanwhile. The same buffer each time; close() detaches
   * it (its length becomes 0).
   */
  mmap(): ArrayBuffer {
    this.#memory ??= attempt(`map the memory of map ${this.#label}`, () =>
      native.mapMemory(this.#handle),
    );
    return this.#memory;
  }

  /** Pins the map at a path in a bpf file system, so that it outlives this process. */
  pin(path: string): void {
    attempt(`pin map ${this.#label} at ${path}`, () => {
      native.mapPin(this.#handle, path);
    });
  }

  /** Removes this map's pin; BpfError EINVAL when another map is pinned there. */
  unpin(path: string): void {
    using pinned = BpfMap.openPinned(path);
    removePin(`unpin map ${this.#label}`, path, { own: this.info.id, found: pinned.info.id });
  }

  /** Closes the descriptor and detaches the memory. Pins, links and programs keep the map. */
  close(): void {
    if (this.#memory !== undefined) native.detachMemory(this.#memory);
    this.#memory = undefined;
    native.mapClose(this.#handle);
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #walk(): Generator<RawEntry> {
    const { maxEntries } = this.info;
    return walk({ handle: this.#handle, label: this.#label, maxEntries });
  }

  #lookup(key: Uint8Array): Uint8Array | undefined {
    const call = (): Uint8Array | null => native.mapLookup(this.#handle, key);
    return attempt(`look up in map ${this.#label}`, call) ?? undefined;
  }

  #update(key: Uint8Array, value: Uint8Array, mode: UpdateMode): void {
    attempt(`write to map ${this.#label}`, () => {
      native.mapUpdate(this.#handle, key, value, modeFlags[mode]);
    });
  }

  #require(perCpu: boolean): void {
    if (this.#perCpu === perCpu) return;
    throw new TypeError(
      perCpu
        ? `Map ${this.#label} has one value for each key: use the methods without PerCpu`
        : `Map ${this.#label} has a value for each CPU: use getPerCpu, setPerCpu, entriesPerCpu`,
    );
  }
}
