import { decodeNumber, encodeNumber } from "../encode/number.ts";
import { decodeServerKey, encodeServerKey } from "../encode/server-key.ts";
import { FreePlaces } from "../table/free-places.ts";
import { kernelRefusal } from "../table/kernel-refusal.ts";
import { type Server, serverName } from "./server.ts";
import type { ServerMaps } from "./server-maps.ts";
import { ServerStates } from "./server-states.ts";

/** How many servers are watched, and what is known of them. */
export interface ServerReading {
  readonly watched: number;
  /** Those with an open socket that the programs have seen being bound. */
  readonly seen: number;
  /** Those whose last socket went. */
  readonly dead: number;
  readonly capacity: number;
}

/**
 * The numbers of servers in the kernel. A number is free again only when no backend has it, nobody
 * can find it any more, and no open socket is counted for it.
 */
export class WatchedServers {
  readonly #maps: ServerMaps;
  readonly #states: ServerStates;
  readonly #free: FreePlaces;
  readonly #places = new Map<string, number>();
  readonly #servers = new Map<number, Server>();
  /** Places that no backend has any more, with what they stand for where that is known. */
  readonly #leaving = new Map<number, Server | undefined>();
  #isFresh: boolean;

  /** Takes over what the maps hold. */
  constructor(maps: ServerMaps) {
    this.#maps = maps;
    this.#states = new ServerStates(maps.states);
    for (const [key, value] of maps.servers.entries()) {
      const server = decodeServerKey(key);
      if (server !== undefined) this.#learn(server, decodeNumber(value));
    }
    for (let place = 1; place < this.#states.capacity; place += 1) {
      if (this.#states.sockets(place) > 0 && !this.#servers.has(place))
        this.#leaving.set(place, undefined);
    }
    const taken = new Set([...this.#servers.keys(), ...this.#leaving.keys()]);
    this.#free = new FreePlaces(this.#states.capacity, taken);
    // An agent that ended in between may have named servers without counting their sockets.
    this.#isFresh = this.#servers.size > 0;
  }

  /** The server's number, which it gets if it has none; 0: the kernel has no room to watch it. */
  numberOf(server: Server): number {
    return this.#places.get(serverName(server)) ?? this.#watch(server);
  }

  /** Which server has a number; undefined: none. */
  server(place: number): Server | undefined {
    return this.#servers.get(place);
  }

  /** Counts sockets that were bound before their server got a number, if any got one. */
  countBound(): void {
    if (!this.#isFresh) return;
    this.#maps.countBound();
    this.#isFresh = false;
  }

  /**
   * Lets go of the servers that no backend has any more.
   * @param inUse numbers that backends have, those of retired redirects included
   */
  retire(inUse: ReadonlySet<number>): void {
    for (const [place, server] of this.#servers) {
      if (inUse.has(place) || !this.#delete(server)) continue;
      this.#places.delete(serverName(server));
      this.#servers.delete(place);
      this.#leaving.set(place, server);
    }
  }

  /** The servers that were let go of, and whose numbers are not free yet. */
  leaving(): readonly number[] {
    return [...this.#leaving.keys()];
  }

  /** Frees numbers that were leaving before the programs that might find them had ended. */
  free(places: readonly number[]): void {
    for (const place of places) {
      if (!this.#leaving.has(place) || this.#states.sockets(place) > 0) continue;
      this.#leaving.delete(place);
      this.#free.give(place);
    }
  }

  /** What is known of all of them. */
  read(): ServerReading {
    const places = [...this.#servers.keys()];
    return {
      watched: places.length,
      seen: places.filter((place) => this.#states.sockets(place) > 0).length,
      dead: places.filter((place) => this.#states.isDead(place)).length,
      capacity: this.#states.capacity - 1,
    };
  }

  #watch(server: Server): number {
    const returning = this.#returning(server);
    const place = returning ?? this.#free.peek(1)?.[0];
    if (place === undefined) return 0;
    if (this.#states.sockets(place) === 0) this.#states.forget(place);
    try {
      this.#maps.servers.set(encodeServerKey(server), encodeNumber(place));
    } catch (error) {
      kernelRefusal(error); // a full map and the like; throws anything else
      return 0;
    }
    if (returning === undefined) this.#free.take(place);
    this.#leaving.delete(place);
    this.#learn(server, place);
    this.#isFresh = true;
    return place;
  }

  /** Sockets of a server that was let go of are still counted under its number. */
  #returning(server: Server): number | undefined {
    const name = serverName(server);
    for (const [place, left] of this.#leaving) {
      if (left !== undefined && serverName(left) === name) return place;
    }
    return undefined;
  }

  #learn(server: Server, place: number): void {
    const { port } = server;
    const word = Math.floor(port / 32);
    this.#maps.servedPorts[word] = (this.#maps.servedPorts[word] ?? 0) | (1 << (port % 32));
    this.#places.set(serverName(server), place);
    this.#servers.set(place, server);
  }

  #delete(server: Server): boolean {
    try {
      this.#maps.servers.delete(encodeServerKey(server));
      return true;
    } catch (error) {
      kernelRefusal(error);
      return false;
    }
  }
}
