import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import type { Place } from "../world/place.ts";
import type { Pod } from "../world/pod.ts";
import { probeOne, type Way, whoAnswered } from "../world/probe.ts";
import { policyManifest } from "./manifest.ts";
import { createStage, type Stage } from "./stage.ts";

const ips = { v4: "10.96.5.10", v6: "fd00:96::510" } as const;
const targets = [`${ips.v4}:80`, `[${ips.v6}]:80`] as const;
const ways: readonly Way[] = ["tcp", "udp", "udp-unconnected"];
const labels = { app: "local" };
const serves = ["tcp:80", "udp:80"];
const servers = { first: "first", second: "second", far: "far" } as const;

let stage: Stage;
let app: Pod;
let first: Pod;
let second: Pod;

beforeAll(async () => {
  stage = await createStage();
  app = await stage.addPod({ name: "app" });
  first = await stage.addPod({ name: "first", labels, serves });
  second = await stage.addPod({ name: "second", labels, serves });
  const far = await stage.addPod({ name: "far", remote: true, serves });
  const ports = ["80/TCP/tcp", "80/UDP/udp"];
  await stage.addService({ name: "web", ips: Object.values(ips), ports, pods: [far] });
  apply(false);
});

beforeEach(async () => {
  await stage.settled();
});

afterAll(async () => {
  await stage.close();
});

function apply(redirectSelf: boolean): void {
  const options = { select: labels, backendPorts: ["80/TCP/tcp", "80/UDP/udp"] };
  const policy = policyManifest("web", "default/web", { ...options, backend: { redirectSelf } });
  stage.write("policy.yaml", policy);
}

/** All servers that answer a place, whichever way it asks, and each several times. */
async function serversOf(place: Place): Promise<readonly string[]> {
  const questions = [...targets, ...targets, ...targets].flatMap((target) =>
    ways.map((way) => ({ way, target })),
  );
  const results = await Promise.all(questions.map((question) => probeOne(place, question)));
  return [...new Set(results.map(whoAnswered))].sort();
}

describe("traffic of", () => {
  test("any other pod goes to the backends", async () => {
    expect(await serversOf(app)).toEqual([servers.first, servers.second]);
  });

  test("the node's own processes goes to the backends", async () => {
    expect(await serversOf(stage.world.host)).toEqual([servers.first, servers.second]);
  });

  test("a backend goes to the Service, to none of the backends", async () => {
    expect(await serversOf(first)).toEqual([servers.far]);
    expect(await serversOf(second)).toEqual([servers.far]);
  });

  test("a backend is counted", async () => {
    const verdict = { policy: "web", frontend: targets[0] + "/TCP", verdict: "self" } as const;
    const before = await stage.agent.verdicts(verdict);
    await probeOne(first, { way: "tcp", target: targets[0] });
    expect(await stage.agent.verdicts(verdict)).toBe(before + 1);
  });

  test("a backend's new container goes to the Service at once", async () => {
    const container = first.addContainer("container-2");
    expect(await serversOf(container)).toEqual([servers.far]);
  });

  test("a pod that is selected, but not ready, goes to the Service", async () => {
    stage.setPod(second, { ready: false });
    await stage.settled();
    expect(await serversOf(second)).toEqual([servers.far]);
    expect(await serversOf(app)).toEqual([servers.first]);
    stage.setPod(second, { ready: true });
  });

  test("a pod that is terminating goes to the Service", async () => {
    stage.setPod(second, { terminating: true });
    await stage.settled();
    expect(await serversOf(second)).toEqual([servers.far]);
    stage.setPod(second, { terminating: false });
  });

  test("a pod that is selected no longer goes to the backends", async () => {
    stage.setPod(second, { labels: {} });
    await stage.settled();
    expect(await serversOf(second)).toEqual([servers.first]);
    stage.setPod(second, { labels });
  });

  test("a new pod, which is not ready yet, goes to the Service", async () => {
    const fresh = await stage.addPod({ name: "fresh", labels, ready: false });
    await stage.settled();
    expect(await serversOf(fresh)).toEqual([servers.far]);
    stage.removePod(fresh);
  });

  test("a pod whose cgroup comes after its manifest goes to the Service once it is there", async () => {
    const uid = "11111111-2222-4333-8444-555555555555";
    const late = await stage.addPod({ name: "late", uid, labels, ready: false });
    late.remove();
    await stage.settled();
    const again = await stage.world.addPod({ name: "late", uid });
    await stage.answeredBy(again, { way: "tcp", target: targets[0] }, servers.far);
    expect(await serversOf(again)).toEqual([servers.far]);
    stage.removePod(again);
  });

  test("a backend on the node's network goes to the Service, that of the node to the backends", async () => {
    stage.setPod(first, { ready: false });
    stage.setPod(second, { ready: false });
    const host = await stage.addPod({ name: "host", labels, serves, hostNetwork: true });
    await stage.settled();
    expect(await serversOf(app)).toEqual(["host"]);
    expect(await serversOf(stage.world.host)).toEqual(["host"]);
    expect(await serversOf(host)).toEqual([servers.far]);
    stage.removePod(host);
    stage.setPod(first, { ready: true });
    stage.setPod(second, { ready: true });
    await stage.answeredBy(app, { way: "tcp", target: targets[0] }, servers.first);
  });
});

describe("more pods than a redirect has room for", () => {
  test("are all recognised", async () => {
    const pods: Pod[] = [];
    for (let number = 1; number <= 6; number += 1) {
      pods.push(await stage.addPod({ name: `more-${number}`, labels, ready: false }));
    }
    await stage.settled();
    for (const pod of pods) expect(await serversOf(pod)).toEqual([servers.far]);
    expect(await serversOf(app)).toEqual([servers.first, servers.second]);
    for (const pod of pods) stage.removePod(pod);
  });
});

describe("after the agent's restart", () => {
  test.each(["SIGTERM", "SIGKILL"] as const)(
    "(%s) backends are still recognised",
    async (signal) => {
      await stage.planes.end("agent", signal);
      expect(await serversOf(first)).toEqual([servers.far]);
      await stage.planes.startAgent();
      expect(await serversOf(first)).toEqual([servers.far]);
      expect(await serversOf(first.addContainer(`after-${signal}`))).toEqual([servers.far]);
      expect(await serversOf(app)).toEqual([servers.first, servers.second]);
    },
  );

  test("so are those that came while it was away", async () => {
    await stage.planes.end("agent", "SIGKILL");
    const fresh = await stage.addPod({ name: "while-away", labels, ready: false });
    await stage.planes.startAgent();
    expect(await serversOf(fresh)).toEqual([servers.far]);
    stage.removePod(fresh);
  });
});

describe("spec.backend.redirectSelf", () => {
  test("lets backends be redirected, too", async () => {
    apply(true);
    await stage.settled();
    expect(await serversOf(first)).toEqual([servers.first, servers.second]);
    apply(false);
    await stage.settled();
    expect(await serversOf(first)).toEqual([servers.far]);
  });
});
