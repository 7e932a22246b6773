import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename } from "node:path";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { findCgroupMount } from "./cgroup.ts";
import type { ClusterNode } from "./cluster-node.ts";
import { startLoad } from "./load.ts";
import { namespaceFolder } from "./network-namespace.ts";
import { startIn } from "./place.ts";
import type { Pod } from "./pod.ts";
import { openProbe, probe, probeOne, whoAnswered } from "./probe.ts";
import { removeLeftovers } from "./removal.ts";
import { startWhoami } from "./whoami.ts";
import { createWorld, type World } from "./world.ts";

/** Whatever exists on the machine under a world's name. */
function tracesOf(worldName: string): readonly string[] {
  return [namespaceFolder, findCgroupMount(), tmpdir()]
    .flatMap((folder) => (existsSync(folder) ? readdirSync(folder) : []))
    .filter((name) => name.startsWith(worldName));
}

describe("a world with a Service that a pod of another node answers", () => {
  let world: World;
  let remote: ClusterNode;
  let app: Pod;
  let answering: Pod;

  beforeAll(async () => {
    world = await createWorld();
    remote = await world.addRemoteNode("node-2");
    [app, answering] = await Promise.all([
      world.addPod({ name: "app" }),
      remote.addPod({ name: "answering" }),
    ]);
    await world.setService({
      name: "whoami",
      clusterIps: ["10.96.0.10", "fd00:96::a"],
      ports: [
        { protocol: "TCP", port: 80, targetPort: 8080 },
        { protocol: "UDP", port: 53, targetPort: 5353 },
      ],
      endpoints: [answering.addresses.v4, answering.addresses.v6],
    });
    await startWhoami(answering, "remote", ["tcp:8080", "udp:5353"]);
  });
  afterAll(() => {
    world.close();
  });

  const ways = [
    ["tcp", "10.96.0.10:80", false],
    ["tcp", "10.96.0.10:80", true],
    ["tcp", "[fd00:96::a]:80", false],
    ["udp", "10.96.0.10:53", false],
    ["udp", "[fd00:96::a]:53", false],
    ["udp-unconnected", "10.96.0.10:53", false],
    ["udp-unconnected", "10.96.0.10:53", true],
    ["udp-unconnected", "[fd00:96::a]:53", false],
  ] as const;

  it.each(ways)("a pod is answered over %s at %s (mapped: %s)", async (way, target, mapped) => {
    const result = await probeOne(app, { way, target, mapped });
    expect(result).toMatchObject({ ok: true, answer: { server: "remote" } });
  });

  it.each(ways)("the node is answered over %s at %s (mapped: %s)", async (way, target, mapped) => {
    const result = await probeOne(world.host, { way, target, mapped });
    expect(result).toMatchObject({ ok: true, answer: { server: "remote" } });
  });

  it("the server sees the pod's own address", async () => {
    const result = await probeOne(app, { way: "tcp", target: "10.96.0.10:80" });
    expect(result.ok && result.answer.peer).toContain(`${app.addresses.v4}:`);
  });

  it("a pod that reaches itself over its Service is answered", async () => {
    const self = await world.addPod({ name: "self" });
    const ports = [{ protocol: "TCP", port: 80, targetPort: 80 }] as const;
    const endpoints = [self.addresses.v4, self.addresses.v6];
    const clusterIps = ["10.96.0.11", "fd00:96::b"];
    await world.setService({ name: "self", clusterIps, ports, endpoints });
    await startWhoami(self, "self", ["tcp:80"]);
    for (const target of ["10.96.0.11:80", "[fd00:96::b]:80"]) {
      expect(whoAnswered(await probeOne(self, { way: "tcp", target }))).toBe("self");
    }
    await world.removeService("self");
    self.remove();
  });

  it.each([
    ["tcp", "ECONNREFUSED", "ECONNREFUSED"],
    // The kernel tells a sender on the node itself already when it sends.
    ["udp", "ECONNREFUSED", "EPERM"],
  ] as const)("a port without a Service refuses %s at once", async (way, toPod, toNode) => {
    const question = { way, target: "10.96.0.10:81" };
    expect(await probeOne(app, question)).toMatchObject({ ok: false, error: toPod });
    expect(await probeOne(world.host, question)).toMatchObject({ ok: false, error: toNode });
  });

  it("nothing leads out of it", async () => {
    const target = "192.0.2.1:80"; // TEST-NET-1, no address of anybody
    const fromPod = await probeOne(app, { way: "udp", target, timeout: 300 });
    expect(fromPod).toMatchObject({ ok: false, step: "receive" });
    for (const family of ["-4", "-6"]) {
      const command = ["ip", family, "route", "show", "default"];
      const routes = await startIn(world.host, command).ended;
      expect(routes).toMatchObject({ code: 0, output: "" });
    }
    // Each device's other end is in a namespace of the world; the machine's own would have no name.
    const links = await startIn(world.host, ["ip", "-oneline", "link"]).ended;
    const ends = [...links.output.matchAll(/link-netns(?:id)? (\S+)/g)].map(([, end]) => end);
    expect(ends).toContain(app.namespace);
    expect(ends.filter((end) => end?.startsWith(basename(world.folder)) !== true)).toEqual([]);
  });

  it("a process is in the cgroup of its container, and seen by its own pid", async () => {
    const second = app.addContainer("container-2");
    for (const place of [app, second]) {
      const sleeper = startIn(place, ["sleep", "60"]);
      await expect.poll(() => readFileSync(`/proc/${sleeper.pid}/comm`, "utf8")).toBe("sleep\n");
      const membership = readFileSync(`/proc/${sleeper.pid}/cgroup`, "utf8");
      const own = `0::${place.cgroup.slice(findCgroupMount().length)}`;
      expect(membership.split("\n")).toContain(own);
      sleeper.signal("SIGTERM");
      expect((await sleeper.ended).signal).toBe("SIGTERM");
    }
    expect(app.podCgroup.startsWith(`${world.cgroup}/kubepods/burstable/pod${app.uid}`)).toBe(true);
    expect(remote.cgroup.startsWith(world.cgroup)).toBe(false);
  });

  it("a pod with hostNetwork has the node's network and its own cgroup", async () => {
    const pod = await world.addPod({ name: "host-network", hostNetwork: true });
    await startWhoami(pod, "on-the-node", ["tcp:9000"]);
    const target = `${world.addresses.v4}:9000`;
    expect(whoAnswered(await probeOne(app, { way: "tcp", target }))).toBe("on-the-node");
    pod.remove();
    expect(existsSync(pod.podCgroup)).toBe(false);
    expect(statSync(`${namespaceFolder}/${world.host.namespace}`).isFile()).toBe(true);
  });

  it("two questions at once over one socket get their own answers", async () => {
    const target = ["10.96.0.10:53", `${answering.addresses.v4}:5353`];
    const results = await probe(app, { way: "udp-unconnected", target });
    expect(results.map((result) => result.ok && result.source)).toEqual(target);
  });

  it("an application can keep its socket", async () => {
    const application = openProbe(app, { way: "tcp", target: "10.96.0.10:80" });
    const [first] = await application.ask();
    const [second] = await application.ask();
    expect(first?.ok && second?.ok && first.answer.peer === second.answer.peer).toBe(true);
    await application.close();
  });

  it("a load counts who answered, and what was misdirected", async () => {
    const load = await startLoad(app, {
      way: "tcp",
      target: "10.96.0.10:80",
      allowed: ["another"],
    });
    await expect.poll(async () => (await load.totals()).connections).toBeGreaterThan(100);
    const totals = await load.stop();
    expect(totals).toMatchObject({ failed: 0, misdirected: totals.connections });
    expect(totals.servers).toEqual({ remote: totals.connections });
  });

  it("a load counts what failed", async () => {
    const load = await startLoad(app, { way: "tcp", target: "10.96.0.10:81" });
    await expect.poll(async () => (await load.totals()).connections).toBeGreaterThan(100);
    const totals = await load.stop();
    expect(totals.failed).toBe(totals.connections);
    expect(totals.firstFailure).toBe("connect: ECONNREFUSED");
  });
});

describe("the end of a world", () => {
  it("close leaves nothing behind, and doing so twice is the same as once", async () => {
    const world = await createWorld();
    const name = basename(world.folder);
    const pod = await world.addPod({ name: "app" });
    const sleeper = startIn(pod, ["sh", "-c", "echo started; sleep 60"]);
    await sleeper.nextLine();
    expect(tracesOf(name)).toHaveLength(4);
    world.close();
    world.close();
    expect(tracesOf(name)).toEqual([]);
    expect((await sleeper.ended).signal).toBe("SIGKILL");
  });

  it("two worlds of one process do not disturb each other", async () => {
    const [one, other] = await Promise.all([createWorld(), createWorld()]);
    await Promise.all([one.addPod({ name: "app" }), other.addPod({ name: "app" })]);
    one.close();
    expect(tracesOf(basename(one.folder))).toEqual([]);
    expect(tracesOf(basename(other.folder))).toHaveLength(4);
    other.close();
  });

  it("a pod with a bad name leaves nothing behind that close does not remove", async () => {
    const world = await createWorld();
    await expect(world.addPod({ name: "no spaces" })).rejects.toThrow("no spaces");
    await world.addPod({ name: "app" });
    await expect(world.addPod({ name: "app" })).rejects.toThrow("File exists");
    world.close();
    expect(tracesOf(basename(world.folder))).toEqual([]);
  });

  // The same owner, ended in three ways.
  const owner = `
    const { createWorld } = await import(${JSON.stringify(`${import.meta.dirname}/world.ts`)});
    const { startIn } = await import(${JSON.stringify(`${import.meta.dirname}/place.ts`)});
    const world = await createWorld();
    startIn(await world.addPod({ name: "app" }), ["sleep", "60"]);
    console.log(world.folder);
    process.stdin.on("data", () => { throw new Error("as a test may"); });
  `;

  async function startOwner(): Promise<{
    readonly name: string;
    readonly end: (how: "error" | NodeJS.Signals) => Promise<void>;
  }> {
    const child = spawn(process.execPath, ["--input-type=module", "--eval", owner]);
    const closed = once(child, "close");
    const [folder] = (await once(child.stdout.setEncoding("utf8"), "data")) as [string];
    return {
      name: basename(folder.trim()),
      end: async (how) => {
        if (how === "error") child.stdin.write("throw\n");
        else child.kill(how);
        await closed;
      },
    };
  }

  it.each(["error", "SIGINT", "SIGTERM"] as const)(
    "goes with an owner that ends by %s",
    async (how) => {
      const { name, end } = await startOwner();
      expect(tracesOf(name)).toHaveLength(4);
      await end(how);
      expect(tracesOf(name)).toEqual([]);
    },
  );

  it("goes with the next world where its owner was killed, and not before", async () => {
    const { name, end } = await startOwner();
    removeLeftovers();
    expect(tracesOf(name)).toHaveLength(4);
    await end("SIGKILL");
    expect(tracesOf(name)).toHaveLength(4);
    (await createWorld()).close();
    expect(tracesOf(name)).toEqual([]);
  });
});
