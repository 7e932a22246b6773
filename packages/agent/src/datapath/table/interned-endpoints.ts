import { type Destination, destinationKey } from "../destination.ts";
import { FreePlaces } from "./free-places.ts";

/** Where destinations stand in `endpoints`, and which of them have to be written first. */
export interface ResolvedEndpoints {
  /** One for each destination that was asked for, in that order. */
  readonly places: readonly number[];
  readonly fresh: readonly InternedEndpoint[];
}

/** A destination and its place. */
export interface InternedEndpoint {
  readonly place: number;
  readonly destination: Destination;
}

/**
 * The numbers of addresses. A number is free again only when neither a redirect nor a socket's
 * original has it: one that no redirect has any more is idle, and keeps its meaning until it is
 * freed.
 */
export class InternedEndpoints {
  readonly #free: FreePlaces;
  readonly #destinations = new Map<number, Destination>();
  readonly #places = new Map<string, number>();
  readonly #references = new Map<number, number>();
  /** Idle places, with a number that is another each time that a place becomes idle. */
  readonly #idle = new Map<number, number>();
  #idleCount = 0;

  /** @param interned what the kernel's map holds, all of it idle at first */
  constructor(capacity: number, interned: readonly InternedEndpoint[]) {
    this.#free = new FreePlaces(capacity, new Set(interned.map(({ place }) => place)));
    for (const endpoint of interned) this.#learn(endpoint);
  }

  get capacity(): number {
    return this.#free.capacity;
  }

  /** How many places are taken, the idle ones included. */
  get used(): number {
    return this.#free.used;
  }

  /** What stands at a place; undefined: it is free. */
  destination(place: number): Destination | undefined {
    return this.#destinations.get(place);
  }

  /** Finds or chooses places; undefined: there is no room. Nothing is taken yet. */
  resolve(destinations: readonly Destination[]): ResolvedEndpoints | undefined {
    const wanted = new Map(destinations.map((each) => [destinationKey(each), each]));
    const missing = [...wanted].filter(([key]) => !this.#places.has(key));
    const chosen = this.#free.peek(missing.length);
    if (chosen === undefined) return undefined;
    const fresh = missing.flatMap(([, destination], index) => {
      const place = chosen[index];
      return place === undefined ? [] : [{ place, destination }];
    });
    const freshPlaces = new Map(
      fresh.map(({ place, destination }) => [destinationKey(destination), place]),
    );
    const places = destinations.flatMap((destination) => {
      const key = destinationKey(destination);
      return this.#places.get(key) ?? freshPlaces.get(key) ?? [];
    });
    return { places, fresh };
  }

  /** A fresh endpoint was written; in the order of `resolve`. It is idle until referred to. */
  intern(endpoint: InternedEndpoint): void {
    this.#free.take(endpoint.place);
    this.#learn(endpoint);
  }

  /** A redirect has these places now. */
  refer(places: readonly number[]): void {
    for (const place of places) {
      this.#references.set(place, (this.#references.get(place) ?? 0) + 1);
      this.#idle.delete(place);
    }
  }

  /** No program can find these places in that redirect any more. */
  unrefer(places: readonly number[]): void {
    for (const place of places) {
      const references = (this.#references.get(place) ?? 0) - 1;
      if (references > 0) this.#references.set(place, references);
      else {
        this.#references.delete(place);
        this.#becomeIdle(place);
      }
    }
  }

  /** The idle places; the number says since when, for `isIdleSince`. */
  idle(): ReadonlyMap<number, number> {
    return new Map(this.#idle);
  }

  /** Whether a place has been idle without interruption since `idle` gave this number. */
  isIdleSince(place: number, number: number): boolean {
    return this.#idle.get(place) === number;
  }

  /** An idle place was cleared in the kernel. */
  free(place: number): void {
    const destination = this.#destinations.get(place);
    if (destination === undefined) return;
    const key = destinationKey(destination);
    if (this.#places.get(key) === place) this.#places.delete(key);
    this.#destinations.delete(place);
    this.#idle.delete(place);
    this.#free.give(place);
  }

  #learn({ place, destination }: InternedEndpoint): void {
    this.#destinations.set(place, destination);
    this.#places.set(destinationKey(destination), place);
    this.#becomeIdle(place);
  }

  #becomeIdle(place: number): void {
    if (!this.#destinations.has(place)) return;
    this.#idleCount += 1;
    this.#idle.set(place, this.#idleCount);
  }
}
