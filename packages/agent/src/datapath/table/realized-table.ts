import { formatFrontend, type FrontendKey, type RedirectId } from "@localredirect/types/tables";
import { unknownVersion } from "../unknown-version.ts";
import type { Capacities } from "./capacities.ts";
import { FreePlaces } from "./free-places.ts";
import { FreeRuns } from "./free-runs.ts";
import { type InternedEndpoint, InternedEndpoints } from "./interned-endpoints.ts";
import {
  endpointsOf,
  type PlacedRedirect,
  type Placement,
  type RetiredPlaces,
} from "./placed-redirect.ts";

/**
 * What the kernel's maps hold, in the agent's own terms. It changes only by what was done to the
 * maps before, and can be made anew from them at any time.
 */
export class RealizedTable {
  readonly capacities: Capacities;
  readonly slots: FreePlaces;
  readonly counters: FreePlaces;
  readonly runs: FreeRuns;
  readonly endpoints: InternedEndpoints;
  readonly #redirects = new Map<FrontendKey, PlacedRedirect>();
  readonly #keys = new Map<RedirectId, FrontendKey>();
  #retired: RetiredPlaces[] = [];
  #memberEntries = 0;

  constructor(
    capacities: Capacities,
    interned: readonly InternedEndpoint[],
    redirects: readonly PlacedRedirect[],
  ) {
    const placements = redirects.map(({ placement }) => placement);
    this.capacities = capacities;
    this.slots = new FreePlaces(capacities.redirects, new Set(placements.map(({ slot }) => slot)));
    this.counters = new FreePlaces(
      capacities.counters,
      new Set(placements.map(({ counters }) => counters)),
    );
    this.runs = new FreeRuns(
      capacities.backendLists,
      placements.flatMap(({ backendList }) => backendList ?? []),
    );
    this.endpoints = new InternedEndpoints(capacities.endpoints, interned);
    for (const placement of placements) this.#refer(placement);
    for (const redirect of redirects) this.#hold(redirect);
  }

  /** The redirects that programs can find. */
  get redirects(): ReadonlyMap<FrontendKey, PlacedRedirect> {
    return this.#redirects;
  }

  /** Entries of `members`. */
  get memberEntries(): number {
    return this.#memberEntries;
  }

  /** The redirect with an id. */
  byId(id: RedirectId): PlacedRedirect | undefined {
    const key = this.#keys.get(id);
    return key === undefined ? undefined : this.#redirects.get(key);
  }

  /** A redirect was published in places that were free; what it replaces is retired. */
  publish(redirect: PlacedRedirect): void {
    const { placement } = redirect;
    const previous = this.#redirects.get(formatFrontend(redirect.frontend));
    const goesOnCounting = previous?.placement.counters === placement.counters;
    this.#take(placement, goesOnCounting);
    this.#refer(placement);
    this.#hold(redirect);
    if (previous !== undefined) this.#retire(previous.placement, goesOnCounting);
  }

  /** A redirect cannot be found any more. */
  withdraw(redirect: PlacedRedirect): void {
    this.#redirects.delete(formatFrontend(redirect.frontend));
    this.#keys.delete(redirect.id);
    this.#retire(redirect.placement, false);
  }

  /** The version of what a frontend holds is not known any more. */
  doubt(key: FrontendKey): void {
    const redirect = this.#redirects.get(key);
    if (redirect !== undefined) this.#redirects.set(key, { ...redirect, version: unknownVersion });
  }

  /** A redirect was begun in free places but not published, so its places must be cleaned up. */
  abandon(placement: Placement, countersAreOthers: boolean): void {
    this.#take(placement, countersAreOthers);
    this.#refer(placement);
    this.#retire(placement, countersAreOthers);
  }

  /** Takes what was retired so far: for `reclaim` once readers are gone, or `retireAgain`. */
  takeRetired(): readonly RetiredPlaces[] {
    const retired = this.#retired;
    this.#retired = [];
    return retired;
  }

  /** How much waits for readers to end. */
  get retiredCount(): number {
    return this.#retired.length;
  }

  /** Numbers of servers that programs may read in some backend. */
  serversInUse(): Set<number> {
    const placed = [...this.#redirects.values()].map(({ placement }) => placement);
    return new Set([...placed, ...this.#retired].flatMap(({ servers }) => servers));
  }

  /** Retired places could not be cleaned up yet. */
  retireAgain(places: RetiredPlaces): void {
    this.#retired.push(places);
  }

  /** Retired places were cleaned up: they are free. */
  reclaim({ slot, counters, endpoints, backendList, moreMembers }: RetiredPlaces): void {
    this.slots.give(slot);
    if (counters !== undefined) this.counters.give(counters);
    if (backendList !== undefined) this.runs.give(backendList);
    this.endpoints.unrefer(endpoints);
    this.#memberEntries -= moreMembers.length;
  }

  #hold(redirect: PlacedRedirect): void {
    const key = formatFrontend(redirect.frontend);
    this.#redirects.set(key, redirect);
    this.#keys.set(redirect.id, key);
  }

  #take({ slot, counters, backendList }: Placement, countersAreTaken: boolean): void {
    this.slots.take(slot);
    if (!countersAreTaken) this.counters.take(counters);
    if (backendList !== undefined) this.runs.take(backendList);
  }

  #refer(placement: Placement): void {
    this.endpoints.refer(endpointsOf(placement));
    this.#memberEntries += placement.moreMembers.length;
  }

  #retire(placement: Placement, countersGoOn: boolean): void {
    this.#retired.push({
      slot: placement.slot,
      counters: countersGoOn ? undefined : placement.counters,
      endpoints: endpointsOf(placement),
      servers: placement.servers,
      backendList: placement.backendList,
      moreMembers: placement.moreMembers,
    });
  }
}
