import { isDeepStrictEqual } from "node:util";

import type { ObjectKey } from "../object-key.ts";

/** An object of the API, cut down to what is in use. */
export interface StoredObject<T> {
  readonly key: ObjectKey;
  readonly uid: string;
  /** The greater one is the newer state. */
  readonly revision: number;
  readonly object: T;
}

interface StoreRecord<T> {
  readonly uid: string;
  revision: number;
  object: T;
  /** How many list-watches have it. */
  holders: number;
}

/**
 * Objects of one kind, each once, of whichever list-watch has said the newest of it. An object stays
 * for as long as one of them has it.
 */
export class ObjectStore<T> {
  readonly #records = new Map<ObjectKey, StoreRecord<T>>();
  readonly #onChange: (key: ObjectKey, object: T | undefined) => void;

  /** `onChange` hears what changes, with undefined where an object has gone. */
  constructor(onChange: (key: ObjectKey, object: T | undefined) => void) {
    this.#onChange = onChange;
  }

  /** A list-watch says an object's state; `isNew`: it did not have this object until now. */
  hold(stored: StoredObject<T>, isNew: boolean): void {
    const { key, uid, revision, object } = stored;
    const record = this.#records.get(key);
    if (record?.uid !== uid) {
      // A name has one object at a time, and the newer state shows which.
      if (record !== undefined && record.revision > revision) return;
      this.#records.set(key, { uid, revision, object, holders: 1 });
      this.#onChange(key, object);
      return;
    }
    if (isNew) record.holders += 1;
    if (revision <= record.revision) return;
    record.revision = revision;
    if (isDeepStrictEqual(record.object, object)) return;
    record.object = object;
    this.#onChange(key, object);
  }

  /** A list-watch no longer has an object. */
  release(key: ObjectKey, uid: string): void {
    const record = this.#records.get(key);
    if (record?.uid !== uid) return;
    record.holders -= 1;
    if (record.holders > 0) return;
    this.#records.delete(key);
    this.#onChange(key, undefined);
  }

  /** Whatever is said next counts as newer: revisions have begun anew. */
  forgetRevisions(): void {
    for (const record of this.#records.values()) record.revision = -1;
  }
}
