import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { LoadOptions } from "../world/load.ts";
import type { PlacedProcess } from "../world/placed-process.ts";
import type { Pod } from "../world/pod.ts";
import { probeOne, whoAnswered } from "../world/probe.ts";
import { until } from "../world/until.ts";
import { startWhoami } from "../world/whoami.ts";
import { policyManifest } from "./manifest.ts";
import { createStage, type Stage } from "./stage.ts";
import { underLoad, unharmed } from "./under-load.ts";

const ips = { v4: "10.96.7.10", v6: "fd00:96::710" } as const;
const ports = ["80/TCP/a", "80/UDP/b", "81/TCP/c"] as const;
/** The third is a port that a kernel may choose itself. */
const backendPorts = ["80/TCP/a", "80/UDP/b", "40000/TCP/c"] as const;
const serves = ["tcp:80", "udp:80", "tcp:40000"] as const;
const workers = 2;
const loads: readonly LoadOptions[] = [
  { way: "tcp", target: `${ips.v4}:80`, workers },
  { way: "tcp", target: `[${ips.v6}]:80`, workers },
  { way: "udp-unconnected", target: `${ips.v4}:80`, workers },
  { way: "udp", target: `[${ips.v6}]:80`, workers },
  { way: "tcp", target: `${ips.v4}:81`, workers },
];

let stage: Stage;
let app: Pod;

beforeAll(async () => {
  stage = await createStage();
  app = await stage.addPod({ name: "app" });
  const far = await stage.addPod({
    name: "far",
    remote: true,
    serves: ["tcp:80", "udp:80", "tcp:81"],
  });
  const addresses = Object.values(ips);
  await stage.addService({ name: "web", ips: addresses, ports: [...ports], pods: [far] });
  stage.write(
    "policy.yaml",
    policyManifest("web", "default/web", {
      select: { app: "local" },
      frontendPorts: [...ports],
      backendPorts: [...backendPorts],
    }),
  );
});

afterAll(async () => {
  await stage.close();
});

async function allAnsweredBy(name: string): Promise<void> {
  for (const { way, target } of loads) {
    await until(`${name} answers at ${target}`, async () => {
      return whoAnswered(await probeOne(app, { way, target })) === name;
    });
  }
}

async function kill(server: PlacedProcess): Promise<void> {
  server.signal("SIGKILL");
  await server.ended;
}

describe.each([{ hostNetwork: false }, { hostNetwork: true }])(
  "a backend that is killed (hostNetwork: $hostNetwork), without agent and controller",
  ({ hostNetwork }) => {
    test("loses what was under way, nothing else, and serves again by itself", async () => {
      const name = hostNetwork ? "local-host" : "local";
      const pod = await stage.addPod({ name, hostNetwork, labels: { app: "local" } });
      let server = await startWhoami(pod, name, serves);
      await allAnsweredBy(name);
      const killing = await underLoad(app, loads, async (more) => {
        await stage.planes.end("agent", "SIGKILL");
        await stage.planes.end("controller", "SIGKILL");
        await more();
        await kill(server);
      });
      expect(killing.misdirected).toBe(0);
      expect(killing.failed).toBeLessThanOrEqual(workers * loads.length);
      expect(killing.servers).toEqual(loads.map(() => ["far", name]));
      const dead = await underLoad(app, loads, (more) => more());
      expect(dead).toMatchObject({ ...unharmed, servers: loads.map(() => ["far"]) });
      const returning = await underLoad(app, loads, async () => {
        server = await startWhoami(pod, name, serves);
        await allAnsweredBy(name);
      });
      expect(returning).toMatchObject(unharmed);
      await stage.planes.startController();
      await stage.planes.startAgent();
      await kill(server);
      expect(await underLoad(app, loads, (more) => more())).toMatchObject(unharmed);
      const labels = {
        policy: "web",
        frontend: `${ips.v4}:80/TCP`,
        verdict: "backend_dead",
      } as const;
      expect(await stage.agent.verdicts(labels)).toBeGreaterThan(0);
      stage.removePod(pod);
      await stage.settled();
    });
  },
);
