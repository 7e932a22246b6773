import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { startIn } from "../world/place.ts";
import type { Pod } from "../world/pod.ts";
import { openProbe, probeOne, whoAnswered } from "../world/probe.ts";
import { policyManifest } from "./manifest.ts";
import { createStage, type Stage } from "./stage.ts";
import { underLoad, unharmed } from "./under-load.ts";

const frontend = "169.254.0.90";
const target = `${frontend}:80`;
const select = { app: "backend" };

let stage: Stage;
let app: Pod;
/** It answers at all addresses of 10.250.0.0/16. */
let farm: Pod;

beforeAll(async () => {
  stage = await createStage();
  app = await stage.addPod({ name: "app" });
  farm = await stage.addPod({ name: "farm", serves: ["tcp:80", "udp:80"] });
  await startIn(farm, ["ip", "route", "add", "local", "10.250.0.0/16", "dev", "lo"]).ended;
  const route = ["ip", "route", "add", "10.250.0.0/16", "via", farm.addresses.v4];
  const device = await startIn(stage.world.host, ["ip", "-o", "route", "get", farm.addresses.v4])
    .ended;
  const [, name = ""] = / dev (\S+)/.exec(device.output) ?? [];
  await startIn(stage.world.host, [...route, "dev", name, "onlink"]).ended;
  const ports = ["80/TCP/tcp", "80/UDP/udp"];
  stage.write(
    "policy.yaml",
    policyManifest("web", frontend, { select, frontendPorts: ports, backendPorts: ports }),
  );
});

afterAll(async () => {
  await stage.close();
});

/** The most that a frontend may have. */
const allAddresses: readonly string[] = Array.from(
  { length: 256 },
  (_, number) => `10.250.${Math.floor(number / 200)}.${1 + (number % 200)}`,
);

/** So many pods, ready, with an address each. */
function writeBackends(count: number): void {
  const pods = allAddresses.slice(0, count).map((ip, number) => ({
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name: `backend-${number}`,
      namespace: "default",
      uid: `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
      labels: select,
    },
    spec: { nodeName: "node-1" },
    status: {
      phase: "Running",
      podIP: ip,
      podIPs: [{ ip }],
      conditions: [{ type: "Ready", status: "True" }],
    },
  }));
  stage.write("backends.yaml", ...pods);
}

/** The same, once the kernel has it, also of those that are gone. */
async function haveBackends(count: number): Promise<void> {
  writeBackends(count);
  await stage.statusSays(`${count} backends`, ({ policies }) => {
    return policies.find(({ name }) => name === "web")?.backends === count;
  });
  await stage.settled();
}

/** The backends' addresses that answer so many sockets. */
async function backendsOf(sockets: number): Promise<ReadonlySet<string>> {
  const atOnce = 16;
  const found = new Set<string>();
  for (let asked = 0; asked < sockets; asked += atOnce) {
    const ask = async (): Promise<void> => {
      const result = await probeOne(app, { way: "udp", target });
      found.add(result.ok ? result.answer.local.replace(":80", "") : whoAnswered(result));
    };
    await Promise.all(Array.from({ length: atOnce }, ask));
  }
  return found;
}

describe("several backends", () => {
  test.each([2, 8, 9, 40])("%i of them share the load", async (count) => {
    await haveBackends(count);
    const found = await backendsOf(count * 10);
    expect([...found].sort()).toEqual(allAddresses.slice(0, count).sort());
  });

  test("256 of them work, and nearly all are met", async () => {
    await haveBackends(256);
    const found = await backendsOf(800);
    expect([...found].filter((address) => !allAddresses.includes(address))).toEqual([]);
    // By chance alone some 11 would be missed.
    expect(found.size).toBeGreaterThan(220);
  });

  test.each(["udp", "udp-unconnected", "tcp"] as const)(
    "one socket (%s) keeps its own while others come and go",
    async (way) => {
      await haveBackends(20);
      const open = openProbe(app, { way, target });
      const askWho = async (): Promise<string> => {
        const [result] = await open.ask();
        return result?.ok === true ? result.answer.local.replace(":80", "") : "nobody";
      };
      const own = await askWho();
      const upToOwn = 1 + allAddresses.indexOf(own);
      expect(upToOwn).toBeGreaterThan(0);
      for (const count of [upToOwn, 120, 20]) {
        await haveBackends(count);
        expect(await askWho()).toBe(own);
      }
      await open.close();
    },
  );

  test("under load change between few and many, and no connection fails", async () => {
    const loads = (["tcp", "udp-unconnected"] as const).map((way) => ({
      way,
      target,
      allowed: ["farm"],
    }));
    const outcome = await underLoad(app, loads, async (more) => {
      for (const count of [1, 200, 8, 9, 3, 256, 2]) {
        writeBackends(count);
        await stage.settled();
        await more();
      }
    });
    expect(outcome).toMatchObject(unharmed);
  });
});
