import { describe, expect, test } from "vitest";
import { encodeNumber } from "../encode/number.ts";
import { encodeServerKey } from "../encode/server-key.ts";
import { serverLives, serverStateLayout } from "../generated/layout.ts";
import { MemoryMaps } from "../testing/memory-maps.ts";
import type { Server } from "./server.ts";
import { WatchedServers } from "./watched-servers.ts";

const words = serverStateLayout.size / 4;
const dns: Server = { cgroup: 7n, port: 53, protocol: "UDP" };
const others = Array.from({ length: 80 }, (_, index): Server => ({ ...dns, port: 1000 + index }));

function setSockets(maps: MemoryMaps, place: number, sockets: number): void {
  maps.servers.states[place * words + serverStateLayout.sockets / 4] = sockets;
}

function setState(maps: MemoryMaps, place: number, state: number): void {
  maps.servers.states[place * words + serverStateLayout.state / 4] = state;
}

/** As tidying does it, when programs have ended. */
function letGo(servers: WatchedServers): void {
  servers.retire(new Set());
  servers.free(servers.leaving());
}

describe("WatchedServers.numberOf", () => {
  test("gives each server a number of its own, and the same again", () => {
    const servers = new WatchedServers(new MemoryMaps().servers);
    const [one, two] = [dns, { ...dns, protocol: "TCP" } as const].map((server) =>
      servers.numberOf(server),
    );
    expect(one).not.toBe(0);
    expect(two).not.toBe(one);
    expect(servers.numberOf({ ...dns })).toBe(one);
    expect(servers.server(one ?? 0)).toEqual(dns);
  });

  test("lets programs find it, and lets its port pass their filter", () => {
    const maps = new MemoryMaps();
    const number = new WatchedServers(maps.servers).numberOf(dns);
    expect(maps.servers.servers.get(encodeServerKey(dns))).toEqual(encodeNumber(number));
    expect(maps.servers.servedPorts[1]).toBe(1 << (53 - 32));
  });

  test("gives none where there is no room, and one when there is again", () => {
    const servers = new WatchedServers(new MemoryMaps().servers);
    const numbers = others.map((server) => servers.numberOf(server));
    expect(new Set(numbers.slice(0, 64)).size).toBe(64);
    expect(numbers.slice(64)).toEqual(Array(16).fill(0));
    letGo(servers);
    expect(servers.numberOf(dns)).not.toBe(0);
  });
});

describe("WatchedServers.countBound", () => {
  test("goes through the sockets once for all that is new, and after a restart", () => {
    const maps = new MemoryMaps();
    const servers = new WatchedServers(maps.servers);
    servers.countBound();
    expect(maps.boundCounts).toBe(0);
    for (const server of others.slice(0, 9)) servers.numberOf(server);
    servers.countBound();
    servers.countBound();
    expect(maps.boundCounts).toBe(1);
    new WatchedServers(maps.servers).countBound();
    expect(maps.boundCounts).toBe(2);
  });
});

describe("WatchedServers.free", () => {
  test("keeps a number for as long as a socket is counted under it, also after a restart", () => {
    const maps = new MemoryMaps();
    const servers = new WatchedServers(maps.servers);
    const number = servers.numberOf(dns);
    setSockets(maps, number, 1);
    letGo(servers);
    expect(servers.leaving()).toEqual([number]);
    expect(maps.servers.servers.get(encodeServerKey(dns))).toBeUndefined();
    const next = new WatchedServers(maps.servers);
    expect(next.leaving()).toEqual([number]);
    expect(others.map((server) => next.numberOf(server))).not.toContain(number);
    setSockets(maps, number, 0);
    next.free([number]);
    expect(next.leaving()).toEqual([]);
  });

  test("leaves a server its number that is wanted again meanwhile", () => {
    const maps = new MemoryMaps();
    const servers = new WatchedServers(maps.servers);
    const number = servers.numberOf(dns);
    setSockets(maps, number, 1);
    servers.retire(new Set());
    const leaving = servers.leaving();
    expect(servers.numberOf(dns)).toBe(number);
    servers.free(leaving);
    expect(servers.server(number)).toEqual(dns);
  });

  test("hands a number on without what was known of the server before", () => {
    const maps = new MemoryMaps();
    const servers = new WatchedServers(maps.servers);
    const number = servers.numberOf(dns);
    setState(maps, number, serverLives.SERVER_DEAD);
    expect(servers.read()).toMatchObject({ watched: 1, seen: 0, dead: 1 });
    letGo(servers);
    expect(servers.numberOf({ ...dns, cgroup: 8n })).toBe(number);
    expect(servers.read()).toMatchObject({ watched: 1, seen: 0, dead: 0 });
  });

  test("does not touch what is in use", () => {
    const servers = new WatchedServers(new MemoryMaps().servers);
    const number = servers.numberOf(dns);
    servers.retire(new Set([number]));
    expect(servers.leaving()).toEqual([]);
    expect(servers.numberOf(dns)).toBe(number);
  });
});
