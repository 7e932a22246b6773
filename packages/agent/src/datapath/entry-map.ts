/** What the datapath needs of a map with one value for each key; node-bpf's BpfMap is one. */
export interface EntryMap {
  readonly info: { readonly maxEntries: number };
  get(key: Uint8Array): Uint8Array | undefined;
  /** Throws an error with the errno's name as `code`; E2BIG: the map is full. */
  set(key: Uint8Array, value: Uint8Array): void;
  /** False: the key was absent. */
  delete(key: Uint8Array): boolean;
  entries(): Iterable<readonly [key: Uint8Array, value: Uint8Array]>;
}
