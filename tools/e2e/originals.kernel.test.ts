import { BpfMap } from "@localredirect/node-bpf";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { startIn } from "../world/place.ts";
import type { Pod } from "../world/pod.ts";
import { type Answered, openProbe, probe, type ProbeResult } from "../world/probe.ts";
import { programPath } from "../world/programs.ts";
import { until } from "../world/until.ts";
import { type Manifest, policyManifest } from "./manifest.ts";
import { createStage, type Stage } from "./stage.ts";

/** More than a line of slots (4) and an overflow (32) have room for. */
const manyFrontends = 40;
/** Of the many frontends' virtual IP, and of their backends: a port each. */
const firstPort = 7_000;
const manyIp = "10.97.0.1";

let stage: Stage;
let app: Pod;
let cache: Pod;

beforeAll(async () => {
  stage = await createStage();
  app = await stage.addPod({ name: "app" });
  cache = await stage.addPod({
    name: "cache",
    labels: { app: "cache" },
    serves: ["tcp:53", ...manyPorts().map((port) => `udp:${port}`)],
  });
  // Without a redirect, the same ports are answered by the ordinary Service of another node.
  const far = await stage.addPod({
    name: "far",
    remote: true,
    serves: ["tcp:53", ...manyPorts().map((port) => `udp:${port}`)],
  });
  await stage.world.setService({
    name: "many",
    clusterIps: [manyIp, "10.97.0.2", "10.97.0.3"],
    ports: [
      { protocol: "TCP", port: 53, targetPort: 53 },
      ...manyPorts().map((port) => ({ protocol: "UDP" as const, port, targetPort: port })),
    ],
    endpoints: [far.addresses.v4],
  });
  stage.write("policies.yaml", manyPolicy(), ...samePolicies());
  await stage.answeredBy(app, { way: "udp", target: `${manyIp}:${firstPort}` }, "cache");
  await stage.answeredBy(app, { way: "udp", target: `10.97.0.3:${firstPort}` }, "cache");
});

afterAll(async () => {
  await stage.close();
});

function manyPorts(): readonly number[] {
  return Array.from({ length: manyFrontends }, (_, index) => firstPort + index);
}

function manyPolicy(): Manifest {
  const ports = ["53/TCP/tcp", ...manyPorts().map((port) => `${port}/UDP/u${port}`)];
  const select = { app: "cache" };
  return policyManifest("many", manyIp, { select, frontendPorts: ports, backendPorts: ports });
}

/** Two frontends whose only backend is the same. */
function samePolicies(): readonly Manifest[] {
  const ports = [`${firstPort}/UDP`];
  return ["10.97.0.2", "10.97.0.3"].map((ip, index) =>
    policyManifest(`same-${index}`, ip, {
      select: { app: "cache" },
      frontendPorts: ports,
      backendPorts: ports,
    }),
  );
}

function pinned(name: string): BpfMap {
  const folder = readdirSync(stage.planes.pins).find((entry) => entry.startsWith("originals_"));
  return BpfMap.openPinned(join(stage.planes.pins, folder ?? "", name));
}

/** How many originals the kernel keeps, in lines and in the overflow. */
function keptOriginals(): { readonly slots: number; readonly overflowed: number } {
  using lines = pinned("originals");
  using overflow = pinned("originals_overflow");
  const words = new BigUint64Array(lines.mmap());
  let slots = 0;
  for (let slot = 0; slot < words.length; slot += 2) if (words[slot] !== 0n) slots += 1;
  return { slots, overflowed: [...overflow.keys()].length };
}

function answered(results: readonly ProbeResult[]): readonly Answered[] {
  return results.map((result) => {
    if (!result.ok) throw new Error(`Not answered: ${JSON.stringify(result)}`);
    return result;
  });
}

describe("one unconnected socket with many frontends", () => {
  test("shows each answer under its name, and leaves to the Service what has no room", async () => {
    const target = manyPorts().map((port) => `${manyIp}:${port}`);
    const results = answered(await probe(app, { way: "udp-unconnected", target }));
    expect(results.map(({ source }) => source)).toEqual(target);
    const servers = results.map(({ answer }) => answer.server);
    const local = servers.filter((server) => server === "cache").length;
    // The overflow has room for 32; a line for 4, less what other sockets hold of it.
    expect(local).toBeGreaterThanOrEqual(32);
    expect(local).toBeLessThanOrEqual(36);
    expect(new Set(servers.slice(36))).toEqual(new Set(["far"]));
  });
});

describe("one unconnected socket with two frontends of the same backend", () => {
  test("has the second answered by its Service, each under its own name", async () => {
    const target = [`10.97.0.2:${firstPort}`, `10.97.0.3:${firstPort}`];
    const results = answered(await probe(app, { way: "udp-unconnected", target }));
    expect(results.map(({ source }) => source)).toEqual(target);
    expect(results.map(({ answer }) => answer.server)).toEqual(["cache", "far"]);
  });

  test("sees the backend under its own name once it addresses that itself", async () => {
    const target = [`10.97.0.2:${firstPort}`, `${cache.addresses.v4}:${firstPort}`];
    const open = openProbe(app, { way: "udp-unconnected", target, timeout: 500 });
    const [, direct] = await open.ask();
    await open.close();
    expect(direct).toMatchObject({ ok: true, source: target[1] });
  });
});

describe("a live redirected connection", () => {
  test("still shows its frontend when the policy is gone and others have come", async () => {
    const open = openProbe(app, { way: "tcp", target: `${manyIp}:53` });
    const [before] = answered(await open.ask());
    stage.write("policies.yaml", ...samePolicies());
    await stage.answeredBy(app, { way: "tcp", target: `${manyIp}:53` }, "far");
    const ports = ["53/TCP"];
    const others = Array.from({ length: 20 }, (_, index) =>
      policyManifest(`other-${index}`, `10.97.1.${index + 1}`, {
        select: { app: "cache" },
        frontendPorts: ports,
        backendPorts: ports,
      }),
    );
    stage.write("others.yaml", ...others);
    await stage.answeredBy(app, { way: "tcp", target: "10.97.1.20:53" }, "cache");
    const [after] = answered(await open.ask());
    await open.close();
    expect([before?.peerName, after?.peerName]).toEqual([`${manyIp}:53`, `${manyIp}:53`]);
    expect(after?.answer.server).toBe("cache");
    stage.write("policies.yaml", manyPolicy(), ...samePolicies());
    stage.remove("others.yaml");
    await stage.answeredBy(app, { way: "tcp", target: `${manyIp}:53` }, "cache");
  });
});

describe("originals", () => {
  test("are gone with their sockets, however those were used", async () => {
    // Port 54 of a backend that does not serve it refuses connections.
    const refused = policyManifest("refused", "10.97.2.1", {
      select: { app: "cache" },
      frontendPorts: ["54/TCP"],
      backendPorts: ["54/TCP"],
    });
    stage.write("refused.yaml", refused);
    await stage.answeredBy(app, { way: "tcp", target: "10.97.2.1:54" }, "connect: ECONNREFUSED");
    const elsewhere = "10.97.9.9:9";
    const targets = [`${manyIp}:${firstPort}`, "10.97.2.1:54", elsewhere];
    const { output, code } = await startIn(app, [programPath("sockets"), "1000", ...targets]).ended;
    expect({ code, result: JSON.parse(output) as unknown }).toEqual({
      code: 0,
      result: { movedPeer: elsewhere },
    });
    let kept = keptOriginals();
    await until("no original is kept", () => {
      kept = keptOriginals();
      return kept.slots === 0 && kept.overflowed === 0;
    });
    expect(kept).toEqual({ slots: 0, overflowed: 0 });
  });
});
