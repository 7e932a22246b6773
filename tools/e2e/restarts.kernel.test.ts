import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { LoadOptions } from "../world/load.ts";
import type { Pod } from "../world/pod.ts";
import { probeOne, whoAnswered } from "../world/probe.ts";
import { until } from "../world/until.ts";
import { Relay } from "../world/relay.ts";
import { policyManifest } from "./manifest.ts";
import { createStage, type Stage } from "./stage.ts";
import { underLoad, unharmed } from "./under-load.ts";

const ips = { v4: "10.96.5.10", v6: "fd00:96::510" } as const;
/** Redirected, and not redirected. */
const loads: readonly LoadOptions[] = [
  { way: "tcp", target: `${ips.v4}:80`, allowed: ["local"] },
  { way: "udp-unconnected", target: `[${ips.v6}]:80`, allowed: ["local"] },
  { way: "tcp", target: `${ips.v4}:81`, allowed: ["far"] },
];

let stage: Stage;
let relay: Relay;
let app: Pod;
let local: Pod;

beforeAll(async () => {
  // The agent's stream goes through a relay, which can be cut.
  const agentAddress = (folder: string): string => `unix:${join(folder, "relay.sock")}`;
  stage = await createStage({ agentAddress, start: false });
  const { folder } = stage.world;
  relay = await Relay.start(
    { path: join(folder, "controller.sock") },
    { path: join(folder, "relay.sock") },
  );
  app = await stage.addPod({ name: "app" });
  local = await stage.addPod({
    name: "local",
    labels: { app: "local" },
    serves: ["tcp:80", "udp:80"],
  });
  const far = await stage.addPod({
    name: "far",
    remote: true,
    serves: ["tcp:80", "udp:80", "tcp:81", "tcp:82", "tcp:83"],
  });
  await stage.addService({
    name: "web",
    ips: Object.values(ips),
    ports: ["80/TCP/a", "80/UDP/b", "81/TCP/c", "82/TCP/d", "83/TCP/e"],
    pods: [far],
  });
  stage.write("policy.yaml", policy("web", ["80/TCP/a", "80/UDP/b"]));
  await stage.planes.startController();
  await stage.planes.startAgent();
  await stage.answeredBy(app, { way: "tcp", target: `${ips.v4}:80` }, "local");
});

afterAll(async () => {
  await relay.close();
  await stage.close();
});

function policy(name: string, ports: readonly string[]): ReturnType<typeof policyManifest> {
  const select = { app: "local" };
  const backendPorts = ports.map((port) => port.replace(/^\d+/, "80"));
  return policyManifest(name, "default/web", { select, frontendPorts: ports, backendPorts });
}

/** How often the agent has been served by a controller so far. */
function timesServed(): number {
  return stage.planes.log("agent").split('"served by a controller"').length - 1;
}

async function untilServedAgain(before: number): Promise<void> {
  await until("the agent is served by a controller again", () => timesServed() > before);
}

/** How many batches the agent has applied; what changed meanwhile comes in one. */
async function batchesApplied(): Promise<number> {
  return (await stage.agent.metric("batches_applied_total")) ?? 0;
}

async function untilBatchApplied(before: number): Promise<void> {
  await until("the agent has applied a batch", async () => (await batchesApplied()) > before);
}

async function whoServes(port: number): Promise<string> {
  return whoAnswered(await probeOne(app, { way: "tcp", target: `${ips.v4}:${port}` }));
}

type Signal = "SIGTERM" | "SIGKILL";
type ExtraPort = 82 | 83;

function otherThan(port: ExtraPort): ExtraPort {
  return port === 82 ? 83 : 82;
}

describe("no connection fails or goes astray while", () => {
  test.each<Signal>(["SIGTERM", "SIGKILL"])("the agent ends by %s and starts", async (signal) => {
    const outcome = await underLoad(app, loads, async (more) => {
      await stage.planes.end("agent", signal);
      await more();
      await stage.planes.startAgent();
    });
    expect(outcome).toMatchObject(unharmed);
  });

  test.each<Signal>(["SIGTERM", "SIGKILL"])(
    "the controller ends by %s and starts",
    async (signal) => {
      const outcome = await underLoad(app, loads, async (more) => {
        const before = timesServed();
        await stage.planes.end("controller", signal);
        await more();
        await stage.planes.startController();
        await untilServedAgain(before);
      });
      expect(outcome).toMatchObject(unharmed);
    },
  );

  test("the stream is cut", async () => {
    const outcome = await underLoad(app, loads, async () => {
      const before = timesServed();
      relay.cut();
      await untilServedAgain(before);
    });
    expect(outcome).toMatchObject(unharmed);
  });

  test("the stream is silent, then cut", async () => {
    const outcome = await underLoad(app, loads, async (more) => {
      const before = timesServed();
      relay.freeze();
      await more();
      relay.thaw();
      await untilServedAgain(before);
    });
    expect(outcome).toMatchObject(unharmed);
  });

  test("both are killed, and start one after the other", async () => {
    const outcome = await underLoad(app, loads, async (more) => {
      await stage.planes.end("agent", "SIGKILL");
      await stage.planes.end("controller", "SIGKILL");
      await more();
      const ready = await stage.planes.startAgent();
      expect(ready).toMatchObject({ source: "adopted" });
      await more();
      const before = timesServed();
      await stage.planes.startController();
      await untilServedAgain(before);
    });
    expect(outcome).toMatchObject(unharmed);
  });
});

describe("what changed", () => {
  let next: Pod;
  let whoIsBackend: Pod;
  /** The port of the policy that is there. */
  let extra: ExtraPort = 82;

  beforeAll(async () => {
    next = await stage.addPod({ name: "next", serves: ["tcp:80", "udp:80"] });
    whoIsBackend = local;
    stage.write("policy-82.yaml", policy("extra-82", ["82/TCP/x"]));
    await untilTheNew();
  });

  /** Replaces the backend by the other pod, takes one policy away, and adds one. */
  function change(): void {
    const [old, fresh] = whoIsBackend === local ? [local, next] : [next, local];
    whoIsBackend = fresh;
    stage.setPod(fresh, { labels: { app: "local" } });
    stage.setPod(old, { labels: { app: "other" } });
    stage.remove(`policy-${extra}.yaml`);
    extra = otherThan(extra);
    stage.write(`policy-${extra}.yaml`, policy(`extra-${extra}`, [`${extra}/TCP/x`]));
  }

  /** Who serves the backend's ports, that of the policy that came, and that of the one that went. */
  function whoServesAll(): Promise<readonly string[]> {
    const datagram = { way: "udp-unconnected", target: `[${ips.v6}]:80` } as const;
    return Promise.all([
      whoServes(80),
      probeOne(app, datagram).then(whoAnswered),
      whoServes(extra),
      whoServes(otherThan(extra)),
    ]);
  }

  function wanted(): readonly string[] {
    return [whoIsBackend.name, whoIsBackend.name, whoIsBackend.name, "far"];
  }

  async function expectTheNew(): Promise<void> {
    expect(await whoServesAll()).toEqual(wanted());
  }

  async function untilTheNew(): Promise<void> {
    await until("the agent has what changed", async () => {
      return (await whoServesAll()).join() === wanted().join();
    });
  }

  const eitherBackend = loads.map((load) =>
    load.allowed?.[0] === "local" ? { ...load, allowed: ["local", "next"] } : load,
  );

  test.each<Signal>(["SIGTERM", "SIGKILL"])(
    "while the agent was away (%s) holds when it is ready",
    async (signal) => {
      const outcome = await underLoad(app, eitherBackend, async (more) => {
        await stage.planes.end("agent", signal);
        change();
        await more();
        const ready = await stage.planes.startAgent();
        expect(ready).toMatchObject({ source: "controller" });
        await expectTheNew();
      });
      expect(outcome).toMatchObject(unharmed);
      expect(outcome.servers[0]).toEqual(["local", "next"]);
    },
  );

  test("while the controller was away holds with its first batch", async () => {
    const outcome = await underLoad(app, eitherBackend, async (more) => {
      await stage.planes.end("controller", "SIGKILL");
      change();
      await more();
      const before = await batchesApplied();
      await stage.planes.startController();
      await untilBatchApplied(before);
      await expectTheNew();
    });
    expect(outcome).toMatchObject(unharmed);
  });

  test("while the stream was silent holds with the first batch of the next", async () => {
    const outcome = await underLoad(app, eitherBackend, async (more) => {
      relay.freeze();
      change();
      await more();
      const before = await batchesApplied();
      relay.thaw();
      await untilBatchApplied(before);
      await expectTheNew();
    });
    expect(outcome).toMatchObject(unharmed);
  });

  test("while both were away holds when the agent is ready", async () => {
    const outcome = await underLoad(app, eitherBackend, async (more) => {
      await stage.planes.end("agent", "SIGKILL");
      await stage.planes.end("controller", "SIGKILL");
      change();
      await more();
      await stage.planes.startController();
      await stage.planes.startAgent();
      await expectTheNew();
    });
    expect(outcome).toMatchObject(unharmed);
  });
});
