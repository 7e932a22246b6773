import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { sampleFrontend, sampleRedirect } from "../testing/sample-redirect.ts";
import type { TestApplication } from "../testing/test-application.ts";
import { TestNode } from "../testing/test-node.ts";
import type { Serving } from "../testing/test-server.ts";

const toFirst = { from: "first", peer: "10.96.0.10:80" };
const toSecond = { from: "second", peer: "10.96.0.10:80" };
const toService = { from: "service", peer: "10.96.0.10:80" };
const one = ["10.244.0.1"];
const two = ["10.244.0.1", "10.244.0.2"];
const tcp = sampleRedirect(one);
const udpFrontend = { ...sampleFrontend, protocol: "UDP" } as const;
const first: Serving = { name: "first", protocol: "TCP", address: "10.244.0.1", port: 80 };
const second: Serving = { ...first, name: "second", address: "10.244.0.2" };
const patient = { timeout: 20_000 };

let node: TestNode;
let application: TestApplication;

beforeEach(async () => {
  node = new TestNode();
  application = await node.startApplication(undefined, ["service"]);
});

afterEach(async () => {
  await node.remove();
});

describe("a redirect whose only backend is killed", () => {
  test.each([
    ["tcp", tcp, first],
    ["udp", sampleRedirect(one, { frontend: udpFrontend }), { ...first, protocol: "UDP" }],
  ] as const)("goes to the service at once and comes back by itself, %s", async (...row) => {
    const [protocol, redirect, serving] = row;
    node.makeCgroup("kubepods", "poduid-1");
    const datapath = await node.open();
    await datapath.apply({ upserts: [redirect], removals: [] });
    await datapath.completeFirstTable();
    const server = await node.serve("uid-1", application, serving);
    expect(await application.ask(protocol)).toEqual(toFirst);
    expect(datapath.servers()).toMatchObject({ watched: 1, seen: 1, dead: 0 });
    await server.kill();
    expect(await application.ask(protocol)).toEqual(toService);
    expect(datapath.servers()).toMatchObject({ watched: 1, seen: 0, dead: 1 });
    expect(datapath.counters()[0]?.verdicts).toMatchObject({ redirected: 1, backend_dead: 1 });
    datapath.close();
    await node.serve("uid-1", application, serving);
    await vi.waitFor(async () => {
      expect(await application.ask(protocol)).toEqual(toFirst);
    }, patient);
  });

  test("fails over though the agent came to know the pod after it had bound, and is gone", async () => {
    const datapath = await node.open();
    const server = await node.serve("uid-1", application, first);
    await datapath.apply({ upserts: [tcp], removals: [] });
    expect(datapath.servers()).toMatchObject({ watched: 1, seen: 1 });
    datapath.close();
    expect(await application.ask("tcp")).toEqual(toFirst);
    await server.kill();
    expect(await application.ask("tcp")).toEqual(toService);
  });

  test("fails over after an agent's restart, which adopts the servers", async () => {
    const earlier = await node.open();
    const server = await node.serve("uid-1", application, first);
    await earlier.apply({ upserts: [tcp], removals: [] });
    await earlier.completeFirstTable();
    earlier.close();
    const datapath = await node.open();
    expect(datapath.servers()).toMatchObject({ watched: 1, seen: 1 });
    await datapath.apply({ upserts: [tcp], removals: [] });
    expect(await application.ask("tcp")).toEqual(toFirst);
    await server.kill();
    expect(await application.ask("tcp")).toEqual(toService);
  });

  test("works while another process of the pod has the port, too", async () => {
    const datapath = await node.open();
    const shared = await node.serve("uid-1", application, { ...first, reusePort: true });
    await node.serve("uid-1", application, { ...first, reusePort: true });
    await datapath.apply({ upserts: [tcp], removals: [] });
    await shared.kill();
    expect(await application.ask("tcp")).toEqual(toFirst);
  });

  test("works while a process has inherited the socket", async () => {
    const datapath = await node.open();
    await datapath.apply({ upserts: [tcp], removals: [] });
    const server = await node.serve("uid-1", application, { ...first, shared: true });
    await server.kill();
    expect(await application.ask("tcp")).toEqual(toFirst);
    await server.stop();
    await vi.waitFor(async () => {
      expect(await application.ask("tcp")).toEqual(toService);
    }, patient);
  });

  test("fails over from a listener of Multipath TCP, and comes back", async () => {
    const datapath = await node.open();
    const multipath = { ...first, multipath: true };
    const server = await node.serve("uid-1", application, multipath);
    const early = await node.serve("uid-1", application, { ...multipath, port: 81 });
    await datapath.apply({ upserts: [tcp], removals: [] });
    expect(datapath.servers()).toMatchObject({ watched: 1, seen: 1 });
    await early.kill();
    expect(await application.ask("tcp")).toEqual(toFirst);
    await server.kill();
    expect(await application.ask("tcp")).toEqual(toService);
    expect(datapath.servers()).toMatchObject({ watched: 1, seen: 0, dead: 1 });
    await node.serve("uid-1", application, multipath);
    expect(datapath.servers()).toMatchObject({ seen: 1 });
    await vi.waitFor(async () => {
      expect(await application.ask("tcp")).toEqual(toFirst);
    }, patient);
  });

  test("is not led astray by another port, another pod, or a cgroup that is gone", async () => {
    const datapath = await node.open();
    await node.serve("uid-1", application, first);
    await datapath.apply({ upserts: [tcp], removals: [] });
    const other = await node.serve("uid-1", application, { ...first, port: 81 });
    const stranger = await node.serve("uid-9", application, { ...second });
    await other.kill();
    await stranger.kill();
    expect(await application.ask("tcp")).toEqual(toFirst);
  });
});

describe("a redirect with several backends", () => {
  test("uses those that live", async () => {
    const datapath = await node.open();
    const servers = [
      await node.serve("uid-1", application, first),
      await node.serve("uid-2", application, second),
    ];
    await datapath.apply({ upserts: [sampleRedirect(two)], removals: [] });
    await servers[0]?.kill();
    for (let times = 0; times < 10; times += 1) {
      expect(await application.ask("tcp")).toEqual(toSecond);
    }
    await servers[1]?.kill();
    expect(await application.ask("tcp")).toEqual(toService);
  });

  test("uses those that live of more than a redirect has room for", async () => {
    const datapath = await node.open();
    const server = await node.serve("uid-1", application, first);
    await node.serve("uid-2", application, second);
    const many = sampleRedirect(
      Array.from({ length: 40 }, (_, index) => (index === 30 ? "10.244.0.2" : "10.244.0.1")),
    );
    const backends = many.backends.map((backend) => ({
      ...backend,
      pod:
        sampleRedirect(two).backends[backend.address === "10.244.0.2" ? 1 : 0]?.pod ?? backend.pod,
    }));
    const { members } = sampleRedirect(two);
    await datapath.apply({ upserts: [{ ...many, backends, members }], removals: [] });
    await server.kill();
    for (let times = 0; times < 10; times += 1) {
      expect(await application.ask("tcp")).toEqual(toSecond);
    }
  });
});

describe("servers that no backend has any more", () => {
  test("are let go of, and watched anew when they come back", async () => {
    const datapath = await node.open();
    const server = await node.serve("uid-1", application, first);
    await datapath.apply({ upserts: [tcp], removals: [] });
    await datapath.apply({ upserts: [sampleRedirect([])], removals: [] });
    await vi.waitFor(() => {
      expect(datapath.servers().watched).toBe(0);
    }, patient);
    await datapath.apply({ upserts: [tcp], removals: [] });
    expect(datapath.servers()).toMatchObject({ watched: 1, seen: 1 });
    await server.kill();
    expect(await application.ask("tcp")).toEqual(toService);
  });
});
