import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";

import { ObjectStore } from "./object-store.ts";
import { Sightings } from "./sightings.ts";

let told: (readonly [string, string | undefined])[];
let store: ObjectStore<string>;

beforeEach(() => {
  told = [];
  store = new ObjectStore((key, object) => told.push([key, object]));
});

function stored(uid: string, revision: number, object: string) {
  return { key: "k", uid, revision, object };
}

describe("ObjectStore", () => {
  test("tells the newest state, once", () => {
    store.hold(stored("u", 1, "a"), true);
    store.hold(stored("u", 3, "c"), true);
    store.hold(stored("u", 2, "b"), false);
    store.hold(stored("u", 4, "c"), false);
    expect(told).toEqual([
      ["k", "a"],
      ["k", "c"],
    ]);
  });

  test("keeps an object until the last that has it releases it", () => {
    store.hold(stored("u", 1, "a"), true);
    store.hold(stored("u", 1, "a"), true);
    store.release("k", "u");
    expect(told).toEqual([["k", "a"]]);
    store.release("k", "u");
    expect(told.at(-1)).toEqual(["k", undefined]);
  });

  test("takes a newer uid for another object, which releases of the old one do not concern", () => {
    store.hold(stored("old", 1, "a"), true);
    store.hold(stored("new", 2, "b"), true);
    store.hold(stored("old", 1, "a"), true);
    store.release("k", "old");
    expect(told).toEqual([
      ["k", "a"],
      ["k", "b"],
    ]);
  });

  test("forgetRevisions lets an older revision count as newer", () => {
    store.hold(stored("u", 9, "a"), true);
    store.forgetRevisions();
    store.hold(stored("u", 1, "b"), false);
    expect(told.at(-1)).toEqual(["k", "b"]);
  });
});

/** An object of the API in a test: its labels decide which of two watches have it. */
interface Thing {
  readonly uid: string;
  readonly revision: number;
  readonly isIn: readonly [boolean, boolean];
}

const name = fc.constantFrom("a", "b", "c");
const isIn = fc.tuple(fc.boolean(), fc.boolean());
const happening = fc.oneof(
  fc.record({ kind: fc.constant("set" as const), name, isIn }),
  fc.record({ kind: fc.constant("delete" as const), name }),
  // The watch of an index hears of all that it has not heard of yet, or lists anew.
  fc.record({
    kind: fc.constantFrom("hear" as const, "list" as const),
    watch: fc.constantFrom(0, 1),
  }),
);

/** Two list-watches with one store, on a model of an API that has a history. */
class TwoWatches {
  readonly contents = new Map<string, string>();
  readonly #store = new ObjectStore<string>((key, object) => {
    if (object === undefined) this.contents.delete(key);
    else this.contents.set(key, object);
  });
  readonly #watches = [new Sightings(), new Sightings()] as const;
  readonly #heard: [number, number] = [0, 0];
  readonly #history: { name: string; before: Thing | undefined; after: Thing | undefined }[] = [];
  readonly now = new Map<string, Thing>();

  set(key: string, isInNow: Thing["isIn"]): void {
    const before = this.now.get(key);
    const revision = this.#history.length + 1;
    const after = { uid: before?.uid ?? `uid-${revision}`, revision, isIn: isInNow };
    this.#history.push({ name: key, before, after });
    this.now.set(key, after);
  }

  delete(key: string): void {
    const before = this.now.get(key);
    if (before === undefined) return;
    this.#history.push({ name: key, before, after: undefined });
    this.now.delete(key);
  }

  hear(watch: 0 | 1): void {
    for (const { name: key, before, after } of this.#history.slice(this.#heard[watch])) {
      if (after?.isIn[watch] === true) this.#see(watch, key, after);
      else if (before?.isIn[watch] === true) this.#miss(watch, key, before.uid);
    }
    this.#heard[watch] = this.#history.length;
  }

  list(watch: 0 | 1): void {
    const sightings = this.#watches[watch];
    sightings.beginList();
    for (const [key, thing] of this.now) {
      if (thing.isIn[watch]) this.#see(watch, key, thing);
    }
    for (const [key, uid] of sightings.endList()) this.#store.release(key, uid);
    this.#heard[watch] = this.#history.length;
  }

  #see(watch: 0 | 1, key: string, { uid, revision }: Thing): void {
    const isNew = this.#watches[watch].see(key, uid);
    this.#store.hold({ key, uid, revision, object: `${uid}@${revision}` }, isNew);
  }

  #miss(watch: 0 | 1, key: string, uid: string): void {
    if (this.#watches[watch].miss(key, uid)) this.#store.release(key, uid);
  }
}

test("ObjectStore and Sightings end with what there is, however two watches interleave", () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 60 }), (happenings) => {
      const world = new TwoWatches();
      for (const step of happenings) {
        if (step.kind === "set") world.set(step.name, step.isIn);
        else if (step.kind === "delete") world.delete(step.name);
        else world[step.kind](step.watch === 0 ? 0 : 1);
      }
      world.hear(0);
      world.hear(1);
      const expected = [...world.now]
        .filter(([, thing]) => thing.isIn.includes(true))
        .map(([key, { uid, revision }]) => [key, `${uid}@${revision}`]);
      expect(world.contents).toEqual(new Map(expected as [string, string][]));
    }),
    { numRuns: 500 },
  );
});
