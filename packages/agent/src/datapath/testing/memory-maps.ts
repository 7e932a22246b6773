import { decodeNumber } from "../encode/number.ts";
import {
  backendLayout,
  countersLayout,
  endpointLayout,
  layoutConstants,
  originalLineLayout,
  redirectLayout,
  serverStateLayout,
} from "../generated/layout.ts";
import type { ServerMaps } from "../servers/server-maps.ts";
import type { EntryMap } from "../entry-map.ts";
import type { PerCpuMap, TableMaps } from "../table-maps.ts";

/** Called before each change of a map; what it throws, the change throws instead of happening. */
export type Gate = (map: string, change: "set" | "delete") => void;

/** An errno as a kernel map throws it. */
export class MapError extends Error {
  readonly code: string;

  constructor(code: string, map: string) {
    super(`Cannot write to map ${map}: ${code}`);
    this.code = code;
  }
}

/** A kernel map in memory; with a value size it is an array, where every key is there. */
export class MemoryMap implements EntryMap, PerCpuMap {
  readonly info: { readonly maxEntries: number };
  readonly #name: string;
  readonly #valueSize: number | undefined;
  readonly #gate: Gate;
  readonly #entries = new Map<string, Uint8Array>();

  constructor(name: string, maxEntries: number, gate: Gate, valueSize?: number) {
    this.info = { maxEntries };
    this.#name = name;
    this.#valueSize = valueSize;
    this.#gate = gate;
  }

  get(key: Uint8Array): Uint8Array | undefined {
    const value = this.#entries.get(hex(key));
    if (value !== undefined) return Uint8Array.from(value);
    return this.#valueSize === undefined ? undefined : new Uint8Array(this.#valueSize);
  }

  set(key: Uint8Array, value: Uint8Array): void {
    this.#gate(this.#name, "set");
    const isNew = !this.#entries.has(hex(key));
    if (isNew && this.#entries.size >= this.info.maxEntries)
      throw new MapError("E2BIG", this.#name);
    this.#entries.set(hex(key), Uint8Array.from(value));
  }

  delete(key: Uint8Array): boolean {
    this.#gate(this.#name, "delete");
    return this.#entries.delete(hex(key));
  }

  *entries(): Generator<readonly [Uint8Array, Uint8Array]> {
    for (const [key, value] of [...this.#entries]) {
      yield [Uint8Array.from(Buffer.from(key, "hex")), Uint8Array.from(value)];
    }
  }

  getPerCpu(key: Uint8Array): readonly Uint8Array[] | undefined {
    const value = this.get(key);
    return value === undefined ? undefined : [value];
  }

  setPerCpu(key: Uint8Array, values: readonly Uint8Array[]): void {
    const [first] = values;
    if (first !== undefined) this.set(key, first);
  }
}

/** Sizes of a MemoryMaps. */
export interface MemorySizes {
  readonly redirects?: number;
  readonly spareSlots?: number;
  readonly backendLists?: number;
  readonly members?: number;
  readonly endpoints?: number;
}

/** What a MemoryMaps tells and can be made to do. */
export interface MemoryHooks {
  readonly gate?: Gate;
  /** Called at each `waitForReaders`, before it resolves. */
  readonly onWait?: () => void;
}

/** The maps of a kernel, in memory, as several agents in turn would find them. */
export class MemoryMaps implements TableMaps {
  readonly cpus = 1;
  readonly frontends: MemoryMap;
  readonly redirects: MemoryMap;
  readonly backendLists: MemoryMap;
  readonly members: MemoryMap;
  readonly resume: MemoryMap;
  readonly counters: MemoryMap;
  readonly endpoints: MemoryMap;
  readonly originals: Uint32Array = new Uint32Array(
    (16 * originalLineLayout.size) / Uint32Array.BYTES_PER_ELEMENT,
  );
  readonly originalsOverflow: MemoryMap;
  filter: Uint32Array = emptyFilter();
  readonly servers: ServerMaps;
  /** How often the sockets bound before were counted. */
  boundCounts = 0;
  readonly #onWait: () => void;

  constructor(sizes: MemorySizes = {}, hooks: MemoryHooks = {}) {
    const { redirects = 64, spareSlots = 8, backendLists = 1024, members = 256 } = sizes;
    const gate: Gate = (map, change) => hooks.gate?.(map, change);
    this.#onWait = () => hooks.onWait?.();
    const slots = redirects + spareSlots;
    this.frontends = new MemoryMap("frontends", redirects, gate);
    this.resume = new MemoryMap("resume", redirects, gate);
    this.members = new MemoryMap("members", members, gate);
    this.redirects = new MemoryMap("redirects", slots, gate, redirectLayout.size);
    this.counters = new MemoryMap("counters", slots, gate, countersLayout.size);
    this.backendLists = new MemoryMap("backend_lists", backendLists, gate, backendLayout.size);
    const endpoints = sizes.endpoints ?? 1024;
    this.endpoints = new MemoryMap("endpoints", endpoints, gate, endpointLayout.size);
    this.servers = {
      servers: new MemoryMap("servers", 64, gate),
      states: new Uint32Array((65 * serverStateLayout.size) / Uint32Array.BYTES_PER_ELEMENT),
      servedPorts: new Uint32Array(layoutConstants.PORTS / 32),
      countBound: () => {
        this.boundCounts += 1;
      },
    };
    this.originalsOverflow = new MemoryMap("originals_overflow", 16, () => undefined);
  }

  /** As each start of an agent loads new programs, and so a new filter. */
  loadAgain(): void {
    this.filter = emptyFilter();
  }

  withEndpointMemory<Value>(read: (bytes: Uint8Array) => Value): Value {
    const { size } = endpointLayout;
    const bytes = new Uint8Array(size * this.endpoints.info.maxEntries);
    for (const [key, value] of this.endpoints.entries()) {
      bytes.set(value, size * decodeNumber(key));
    }
    return read(bytes);
  }

  waitForReaders(): Promise<void> {
    this.#onWait();
    return Promise.resolve();
  }
}

function emptyFilter(): Uint32Array {
  return new Uint32Array(layoutConstants.FILTER_BITS / 32);
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
