import type { ObjectKey } from "../object-key.ts";

/**
 * Which objects one list-watch has: what a list does not find again is gone at the end of it, and
 * not before.
 */
export class Sightings {
  #known = new Map<ObjectKey, string>();
  /** Undefined: no list is under way. */
  #found: Map<ObjectKey, string> | undefined;

  /** A list begins, from its first page; one that was under way does not count. */
  beginList(): void {
    this.#found = new Map();
  }

  /** An object is there; says whether this is news: another one may have had its name. */
  see(key: ObjectKey, uid: string): boolean {
    const isNew = this.#known.get(key) !== uid;
    if (isNew) this.#known.set(key, uid);
    this.#found?.set(key, uid);
    return isNew;
  }

  /** Whether an object is there, and not another one of its name. */
  has(key: ObjectKey, uid: string): boolean {
    return this.#known.get(key) === uid;
  }

  /** An object has gone; says whether it was there: the name may have another one by now. */
  miss(key: ObjectKey, uid: string): boolean {
    if (!this.has(key, uid)) return false;
    return this.#known.delete(key);
  }

  /** The list is complete: returns the objects, with their uids, that it has not found again. */
  endList(): readonly (readonly [ObjectKey, string])[] {
    const found = this.#found;
    if (found === undefined) return [];
    const gone = [...this.#known].filter(([key]) => !found.has(key));
    this.#known = found;
    this.#found = undefined;
    return gone;
  }

  /** Every object that is there, with its uid. */
  entries(): Iterable<readonly [ObjectKey, string]> {
    return this.#known;
  }
}
