import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import type { Place } from "../world/place.ts";
import type { Pod } from "../world/pod.ts";
import { probeOne, whoAnswered } from "../world/probe.ts";
import { policyManifest } from "./manifest.ts";
import { createStage, type Stage } from "./stage.ts";

const serviceIp = "10.96.5.10";
const target = `${serviceIp}:80`;
const labels = { app: "local" };
const serves = ["tcp:80"];

let stage: Stage;
let app: Pod;
let host: Pod;
let pods: readonly Pod[];

beforeAll(async () => {
  stage = await createStage();
  app = await stage.addPod({ name: "app" });
  host = await stage.addPod({ name: "host", labels, serves, hostNetwork: true });
  // With "host" two more than a redirect has room for.
  const added: Pod[] = [];
  for (const name of ["one", "two", "three", "four", "five"]) {
    added.push(await stage.addPod({ name, labels, serves }));
  }
  pods = added;
  const far = await stage.addPod({ name: "far", remote: true, serves });
  await stage.addService({ name: "web", ips: [serviceIp], ports: ["80/TCP/http"], pods: [far] });
});

beforeEach(async () => {
  apply(false);
  await stage.settled();
});

afterAll(async () => {
  await stage.close();
});

function apply(redirectSelf: boolean): void {
  const ports = { frontendPorts: ["80/TCP"], backendPorts: ["80/TCP"] };
  const options = { select: labels, ...ports, backend: { redirectSelf } };
  stage.write("policy.yaml", policyManifest("web", "default/web", options));
}

/** Whether the place's connections go to the Service: all, or none. */
async function isLeftAlone(place: Place): Promise<boolean> {
  const ask = async (): Promise<string> =>
    whoAnswered(await probeOne(place, { way: "tcp", target }));
  const servers = await Promise.all(Array.from({ length: 8 }, ask));
  const toService = servers.filter((server) => server === "far").length;
  expect([0, servers.length]).toContain(toService);
  return toService > 0;
}

/** Which of the pods are left alone. */
async function leftAlone(places: readonly Pod[]): Promise<readonly string[]> {
  const names: string[] = [];
  for (const place of places) if (await isLeftAlone(place)) names.push(place.name);
  return names;
}

const names = (of: readonly Pod[]): readonly string[] => of.map(({ name }) => name);

describe.each(["SIGTERM", "SIGKILL"] as const)("after the agent's end by %s", (signal) => {
  test("more pods than a redirect has room for are recognised, without it and with the next", async () => {
    await stage.planes.end("agent", signal);
    expect(await leftAlone([app, host, ...pods])).toEqual(names([host, ...pods]));
    await stage.planes.startAgent();
    expect(await leftAlone([app, host, ...pods])).toEqual(names([host, ...pods]));
    expect(await isLeftAlone(host.addContainer(`after-${signal}`))).toBe(true);
    expect(await isLeftAlone(stage.world.host)).toBe(false);
  });

  test("spec.backend.redirectSelf is kept, and can be changed by the next", async () => {
    apply(true);
    await stage.settled();
    await stage.planes.end("agent", signal);
    expect(await leftAlone([app, host, ...pods])).toEqual([]);
    await stage.planes.startAgent();
    expect(await leftAlone([app, host, ...pods])).toEqual([]);
    apply(false);
    await stage.settled();
    expect(await leftAlone([app, host, ...pods])).toEqual(names([host, ...pods]));
  });

  test("pods whose labels changed meanwhile are told apart", async () => {
    const [one, ...others] = pods;
    if (one === undefined) throw new Error("There are no pods");
    await stage.planes.end("agent", signal);
    stage.setPod(one, { labels: {} });
    stage.setPod(app, { labels, ready: false });
    await stage.planes.startAgent();
    await stage.settled();
    expect(await leftAlone([app, one, ...others])).toEqual(names([app, ...others]));
    stage.setPod(one, { labels });
    stage.setPod(app, { labels: {}, ready: true });
  });
});
