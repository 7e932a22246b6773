import { BpfObject, BpfProgram, CgroupLink } from "@localredirect/node-bpf";
import { join } from "node:path";

import type { Place } from "../world/place.ts";
import { startIn } from "../world/place.ts";
import type { PlacedProcess } from "../world/placed-process.ts";
import type { BenchWorld } from "./bench-world.ts";
import { connectsProgram, type Variant } from "./connect-runs.ts";
import { backendPort, frontendPort, virtualIp } from "./redirect-manifests.ts";

/** A port at which a server accepts that is nobody's backend. */
export const unrelatedPort = 5454;

/** The ways to redirect that are compared. */
export interface Variants {
  /** No program at all. */
  readonly none: Variant;
  /** A program that does nothing. */
  readonly empty: Variant;
  /** A program that looks up and rewrites. */
  readonly bare: Variant;
  readonly ours: Variant;
  /** No program; a DNAT rule of nftables, and its connection tracking, on a node of its own. */
  readonly nftables: Variant;
}

/** Attaches everything once, each to its own cgroup; agent and controller run with the redirects. */
export async function createVariants(
  bench: BenchWorld,
  redirects: number,
): Promise<Variants & Disposable> {
  const cleanup = new DisposableStack();
  const attach = (name: string, configure: (object: BpfObject) => void): Variant => {
    const object = cleanup.use(
      BpfObject.open(`${import.meta.dirname}/programs/build/${name}.bpf.o`),
    );
    object.load();
    configure(object);
    const place = bench.placeOf(name);
    const connect = object.programs.get("connect4");
    if (connect === undefined) throw new Error(`${name}.bpf.o has no program connect4`);
    cleanup.use(connect.attachCgroup(place.cgroup));
    return { name, place, connect };
  };
  const variants = {
    none: { name: "none", place: bench.placeOf("none"), connect: undefined },
    empty: attach("empty", () => undefined),
    bare: attach("bare", (object) => {
      fillBare(object, redirects, bench.backend.ip);
    }),
    ours: await startOurs(bench, redirects, cleanup),
    nftables: await startNftables(bench),
  };
  await startServers(bench);
  return {
    ...variants,
    [Symbol.dispose]: () => {
      cleanup.dispose();
    },
  };
}

function fillBare(object: BpfObject, redirects: number, backend: string): void {
  const targets = object.maps.get("targets");
  if (targets === undefined) throw new Error("bare.bpf.o has no map targets");
  using map = targets.open();
  const value = bareBytes(backend, backendPort);
  for (let index = 0; index < redirects / 2; index += 1) {
    for (const protocol of [6, 17]) {
      const key = bareBytes(virtualIp(index), frontendPort);
      key[6] = protocol;
      map.set(key, value);
    }
  }
}

/** struct destination and struct target of bare.bpf.c, without the protocol. */
function bareBytes(address: string, port: number): Uint8Array {
  const bytes = new Uint8Array(8);
  bytes.set(address.split(".").map(Number));
  new DataView(bytes.buffer).setUint16(4, port);
  return bytes;
}

async function startOurs(
  bench: BenchWorld,
  redirects: number,
  cleanup: DisposableStack,
): Promise<Variant> {
  bench.writeRedirects(redirects);
  await bench.planes.startController();
  await bench.planes.startAgent();
  const programOf = (link: string): BpfProgram => {
    using pinned = CgroupLink.openPinned(join(bench.planes.pins, "links", link));
    return cleanup.use(BpfProgram.openById(pinned.info.programId));
  };
  return {
    name: "ours",
    place: bench.placeOf("ours"),
    connect: programOf("connect4"),
    release: programOf("sock_release"),
  };
}

/** The node of the world has nftables, and all that connection tracking costs. */
async function startNftables(bench: BenchWorld): Promise<Variant> {
  const { world } = bench;
  await world.setService({
    name: "frontend",
    clusterIps: [virtualIp(0)],
    ports: [{ protocol: "TCP", port: frontendPort, targetPort: backendPort }],
    endpoints: [world.addresses.v4],
  });
  return { name: "nftables", place: bench.placeOf("nftables", world), connect: undefined };
}

/** Servers outside of all variants' cgroups. */
async function startServers({ world, plain }: BenchWorld): Promise<void> {
  const places: readonly (readonly [Place, string])[] = [
    [plain.host, plain.addresses.v4],
    [world.host, world.addresses.v4],
  ];
  const servers: PlacedProcess[] = [];
  for (const [place, address] of places) {
    for (const port of [backendPort, unrelatedPort]) {
      servers.push(startIn(place, [connectsProgram, "accept", address, String(port)]));
    }
  }
  await Promise.all(servers.map((server) => server.nextLine()));
}
