import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { LoadOptions } from "../world/load.ts";
import type { Pod } from "../world/pod.ts";
import { openProbe } from "../world/probe.ts";
import { attachedPrograms, programVersion } from "./attached-programs.ts";
import { policyManifest } from "./manifest.ts";
import { buildRelease } from "./other-release.ts";
import { createStage, type Stage } from "./stage.ts";
import { underLoad, unharmed } from "./under-load.ts";

const ips = { v4: "10.96.5.10", v6: "fd00:96::510" } as const;
const target = `${ips.v4}:80`;
const loads: readonly LoadOptions[] = [
  { way: "tcp", target, allowed: ["local"] },
  { way: "udp-unconnected", target: `[${ips.v6}]:80`, allowed: ["local"] },
];

let stage: Stage;
let app: Pod;

beforeAll(async () => {
  stage = await createStage();
  app = await stage.addPod({ name: "app" });
  const serves = ["tcp:80", "udp:80"];
  await stage.addPod({ name: "local", labels: { app: "local" }, serves });
  const far = await stage.addPod({ name: "far", remote: true, serves });
  const ports = ["80/TCP/tcp", "80/UDP/udp"];
  await stage.addService({ name: "web", ips: Object.values(ips), ports, pods: [far] });
  const select = { app: "local" };
  stage.write("policy.yaml", policyManifest("web", "default/web", { select, backendPorts: ports }));
  await stage.answeredBy(app, { way: "tcp", target }, "local");
});

afterAll(async () => {
  await stage.close();
});

/** The versions of all programs that are attached. */
async function versionsAtWork(): Promise<readonly (number | undefined)[]> {
  const programs = await attachedPrograms(stage.world.cgroup);
  return Promise.all(programs.map(({ id }) => programVersion(id)));
}

function tableFolders(): readonly string[] {
  return readdirSync(stage.planes.pins).filter((name) => name.startsWith("table_"));
}

/** All programs, of that version. */
function allOf(version: number): readonly number[] {
  return Array<number>(11).fill(version);
}

describe("no connection fails or goes astray while the agent is replaced", () => {
  test("by one with newer programs, and back", async () => {
    const newer = buildRelease(join(stage.world.folder, "newer"), { programVersion: 2 });
    expect(await versionsAtWork()).toEqual(allOf(1));
    // Sockets live on through the change, and see the address that they used.
    const question = { way: "udp-unconnected", target } as const;
    const early = openProbe(app, question);
    const whoAnswersEarly = async (): Promise<unknown> => (await early.ask())[0];
    const asBefore = { ok: true, source: target, answer: { server: "local" } };
    expect(await whoAnswersEarly()).toMatchObject(asBefore);
    const outcome = await underLoad(app, loads, async (more) => {
      await stage.planes.end("agent", "SIGTERM");
      await stage.planes.startAgent(newer);
      expect(await versionsAtWork()).toEqual(allOf(2));
      expect(await whoAnswersEarly()).toMatchObject(asBefore);
      await more();
      await stage.planes.end("agent", "SIGTERM");
      await stage.planes.startAgent();
      expect(await versionsAtWork()).toEqual(allOf(1));
    });
    expect(outcome).toMatchObject(unharmed);
    expect(await whoAnswersEarly()).toMatchObject(asBefore);
    await early.close();
  });

  test("by one with another layout of the table, which is filled first, and back", async () => {
    const other = buildRelease(join(stage.world.folder, "other"), {
      programVersion: 3,
      tableLayout: 3,
    });
    const [before] = tableFolders();
    const question = { way: "tcp", target } as const;
    const early = openProbe(app, question);
    expect((await early.ask())[0]).toMatchObject({ ok: true, peerName: target });
    const outcome = await underLoad(app, loads, async (more) => {
      await stage.planes.end("agent", "SIGTERM");
      await stage.planes.startAgent(other);
      expect(await versionsAtWork()).toEqual(allOf(3));
      expect(tableFolders()).toEqual([before?.replace("table_v2", "table_v3")]);
      expect((await early.ask())[0]).toMatchObject({ ok: true, peerName: target });
      await more();
      await stage.planes.end("agent", "SIGTERM");
      await stage.planes.startAgent();
      expect(tableFolders()).toEqual([before]);
      expect(await versionsAtWork()).toEqual(allOf(1));
    });
    expect(outcome).toMatchObject(unharmed);
    expect((await early.ask())[0]).toMatchObject({ ok: true, peerName: target });
    await early.close();
  });

  test("by one with another layout while no controller is there: the old programs go on", async () => {
    const other = buildRelease(join(stage.world.folder, "alone"), {
      programVersion: 4,
      tableLayout: 3,
    });
    const outcome = await underLoad(app, loads, async (more) => {
      await stage.planes.end("agent", "SIGTERM");
      await stage.planes.end("controller", "SIGTERM");
      const ready = stage.planes.startAgent(other);
      await more();
      expect(await versionsAtWork()).toEqual(allOf(1));
      await stage.planes.startController();
      expect(await ready).toMatchObject({ source: "controller", redirects: 4 });
      expect(await versionsAtWork()).toEqual(allOf(4));
    });
    expect(outcome).toMatchObject(unharmed);
  });
});

describe("localredirect-agent --uninstall", () => {
  test("under load fails no connection and leaves nothing, and does nothing the second time", async () => {
    const either = loads.map((load) => ({ ...load, allowed: ["local", "far"] }));
    const uninstall = ["localredirect-agent", "--uninstall", "--pin", stage.planes.pins];
    const outcome = await underLoad(app, either, async () => {
      await stage.planes.end("agent", "SIGTERM");
      expect(await stage.planes.run(uninstall)).toMatchObject({ code: 0 });
      expect(await attachedPrograms(stage.world.cgroup)).toEqual([]);
    });
    expect(outcome).toMatchObject({
      ...unharmed,
      servers: [
        ["far", "local"],
        ["far", "local"],
      ],
    });
    await stage.answeredBy(app, { way: "tcp", target }, "far");
    expect(existsSync(stage.planes.pins)).toBe(false);
    expect(await stage.planes.run(uninstall)).toMatchObject({ code: 0 });
  });
});
