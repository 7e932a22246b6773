import { createLogger } from "@localredirect/process";
import { redirectId, redirectVersion } from "@localredirect/types";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { sampleFrontend, sampleRedirect } from "../testing/sample-redirect.ts";
import { TestNode } from "../testing/test-node.ts";
import { unknownVersion } from "../unknown-version.ts";
import { layoutConstants } from "../generated/layout.ts";
import { startOrder } from "./hooks.ts";
import { uninstall } from "./uninstall.ts";

const logger = createLogger({ format: "json", level: "silent" });
const toFirst = { from: "first", peer: "10.96.0.10:80" };
const toSecond = { from: "second", peer: "10.96.0.10:80" };
const toService = { from: "service", peer: "10.96.0.10:80" };
const tcp = sampleRedirect(["10.244.0.1"]);
const udp = sampleRedirect(["10.244.0.1"], { frontend: { ...sampleFrontend, protocol: "UDP" } });

let node: TestNode;

beforeEach(() => {
  node = new TestNode();
});

afterEach(async () => {
  await node.remove();
});

describe("openKernelDatapath, begun anew", () => {
  test("redirects, changes in place, counts, and lets go", async () => {
    const datapath = await node.open();
    const application = await node.startApplication();
    expect(datapath.adopted).toBe(false);
    expect(await application.ask("tcp")).toEqual(toService);
    const { refused } = await datapath.apply({ upserts: [tcp, udp], removals: [] });
    expect(refused).toEqual([]);
    expect(await application.ask("tcp")).toEqual(toFirst);
    expect(await application.ask("udp")).toEqual(toFirst);
    const second = sampleRedirect(["10.244.0.2"]);
    await datapath.apply({ upserts: [second], removals: [] });
    expect(await application.ask("tcp")).toEqual(toSecond);
    await datapath.apply({ upserts: [sampleRedirect([])], removals: [] });
    expect(await application.ask("tcp")).toEqual(toService);
    const [counted] = datapath.counters();
    expect(counted?.verdicts).toMatchObject({ redirected: 2, no_backend: 1, no_room: 0 });
    await datapath.apply({ upserts: [], removals: [redirectId(sampleFrontend)] });
    expect(await application.ask("tcp")).toEqual(toService);
    expect([...datapath.held().keys()]).toEqual(["10.96.0.10:80/UDP"]);
  });

  test("uses more backends and knows more pods than a redirect has room for", async () => {
    const datapath = await node.open();
    const addresses = Array.from({ length: 20 }, (_, index) => `10.244.0.${1 + (index % 2)}`);
    for (let pod = 1; pod <= 20; pod += 1) node.makeCgroup("kubepods", `poduid-${pod}`);
    await datapath.apply({ upserts: [sampleRedirect(addresses)], removals: [] });
    expect(datapath.warnings()).toEqual([]);
    const application = await node.startApplication();
    const seen = new Set<unknown>();
    for (let times = 0; times < 20; times += 1) seen.add(await application.ask("tcp"));
    expect([...seen]).not.toContainEqual(toService);
    application.moveTo(node.makeCgroup("kubepods", "poduid-20", "container"));
    expect(await application.ask("tcp")).toEqual(toService);
    const few = sampleRedirect(["10.244.0.1"]);
    await datapath.apply({ upserts: [few], removals: [] });
    expect(await application.ask("tcp")).toEqual(toFirst);
  });
});

describe("openKernelDatapath, with pods that come and go", () => {
  test("warns of a backend without a cgroup, and arms it when it comes", async () => {
    const datapath = await node.open();
    const client = node.makeCgroup("client");
    const application = await node.startApplication(client);
    const { warnings } = await datapath.apply({ upserts: [tcp], removals: [] });
    expect(warnings).toHaveLength(1);
    expect(warnings[0]?.message).toContain("default/pod-1");
    expect(await application.ask("tcp")).toEqual(toFirst);
    const pod = node.makeCgroup("kubepods", "poduid-1");
    application.moveTo(node.makeCgroup("kubepods", "poduid-1", "container"));
    await vi.waitFor(
      async () => {
        expect(await application.ask("tcp")).toEqual(toService);
      },
      { timeout: 20_000 },
    );
    expect(datapath.warnings()).toEqual([]);
    application.moveTo(client);
    expect(await application.ask("tcp")).toEqual(toFirst);
    expect(existsSync(pod)).toBe(true);
  });

  test("recognises them after a restart, also in another cgroup of the same name", async () => {
    node.makeCgroup("kubepods", "poduid-1", "container");
    const first = await node.open();
    await first.apply({ upserts: [tcp], removals: [] });
    await first.completeFirstTable();
    first.close();
    const second = await node.open();
    expect(second.held().get("10.96.0.10:80/TCP")?.version).toBe(redirectVersion(tcp));
    const application = await node.startApplication();
    application.moveTo(node.makeCgroup("kubepods", "poduid-1", "container"));
    expect(await application.ask("tcp")).toEqual(toService);
    application.moveTo(node.makeCgroup("client"));
    node.removeCgroup("kubepods", "poduid-1");
    expect(await application.ask("tcp")).toEqual(toFirst);
    application.moveTo(node.makeCgroup("kubepods", "poduid-1", "container"));
    await vi.waitFor(
      async () => {
        expect(await application.ask("tcp")).toEqual(toService);
      },
      { timeout: 20_000 },
    );
  });
});

describe("openKernelDatapath, after an earlier agent", () => {
  test("adopts what is pinned, while it works on without an agent", async () => {
    const first = await node.open();
    node.makeCgroup("kubepods", "poduid-1");
    await first.apply({ upserts: [tcp, udp], removals: [] });
    await first.completeFirstTable();
    const digest = first.digest();
    first.close();
    const application = await node.startApplication();
    expect(await application.ask("tcp")).toEqual(toFirst);
    const second = await node.open();
    expect(second.adopted).toBe(true);
    expect(second.digest()).toBe(digest);
    expect(second.held().get("10.96.0.10:80/TCP")).toMatchObject({
      policy: tcp.policy,
      version: redirectVersion(tcp),
      backends: 1,
    });
    expect(await application.ask("tcp")).toEqual(toFirst);
    await second.apply({ upserts: [sampleRedirect(["10.244.0.2"])], removals: [] });
    expect(await application.ask("tcp")).toEqual(toSecond);
  });

  test("asks again for a redirect whose pod's cgroup it cannot name", async () => {
    const first = await node.open();
    await first.apply({ upserts: [tcp], removals: [] });
    await first.completeFirstTable();
    first.close();
    const second = await node.open();
    expect(second.held().get("10.96.0.10:80/TCP")?.version).toBe(unknownVersion);
  });

  test("attaches the programs that an interrupted start left out", async () => {
    const first = await node.open();
    await first.apply({ upserts: [tcp], removals: [] });
    await first.completeFirstTable();
    first.close();
    const links = join(node.pinFolder, "links");
    for (const hook of ["connect4", "recvmsg6"]) rmSync(join(links, hook));
    const application = await node.startApplication();
    expect(await application.ask("tcp")).toEqual(toService);
    await node.open();
    expect(readdirSync(links).sort()).toEqual([...startOrder].sort());
    expect(await application.ask("tcp")).toEqual(toFirst);
  });

  test("goes on where the very first start was interrupted", async () => {
    const first = await node.open();
    await first.apply({ upserts: [tcp], removals: [] });
    first.close();
    for (const hook of ["connect4", "connect6"]) rmSync(join(node.pinFolder, "links", hook));
    const second = await node.open();
    expect(second.adopted).toBe(false);
    expect(second.held().size).toBe(1);
    const application = await node.startApplication();
    expect(await application.ask("tcp")).toEqual(toFirst);
    await second.apply({ upserts: [sampleRedirect(["10.244.0.2"]), udp], removals: [] });
    expect(await application.ask("tcp")).toEqual(toSecond);
    expect(await application.ask("udp")).toEqual(toFirst);
  });

  test("leaves the programs of another size in place until its own table is complete", async () => {
    const first = await node.open();
    await first.apply({ upserts: [tcp], removals: [] });
    await first.completeFirstTable();
    first.close();
    const application = await node.startApplication();
    const second = await node.open({ maxRedirects: 128 });
    expect(second.adopted).toBe(false);
    expect(second.held().size).toBe(0);
    expect(await application.ask("tcp")).toEqual(toFirst);
    await second.apply({ upserts: [sampleRedirect(["10.244.0.2"])], removals: [] });
    expect(await application.ask("tcp")).toEqual(toFirst);
    second.close();
    const third = await node.open({ maxRedirects: 128 });
    expect(third.adopted).toBe(false);
    expect(third.held().size).toBe(1);
    expect(await application.ask("tcp")).toEqual(toFirst);
    await third.completeFirstTable();
    expect(await application.ask("tcp")).toEqual(toSecond);
    expect(readdirSync(node.pinFolder).filter((name) => name.startsWith("table_"))).toEqual([
      `table_v${layoutConstants.TABLE_LAYOUT}_128`,
    ]);
  });

  test("moves to another cgroup", async () => {
    const narrow = node.makeCgroup("narrow");
    const first = await node.open({ cgroup: narrow, cgroupLevel: 2 });
    await first.apply({ upserts: [tcp], removals: [] });
    await first.completeFirstTable();
    first.close();
    const application = await node.startApplication();
    expect(await application.ask("tcp")).toEqual(toService);
    await node.open();
    expect(await application.ask("tcp")).toEqual(toFirst);
    application.moveTo(narrow);
    expect(await application.ask("tcp")).toEqual(toFirst);
    expect(readdirSync(join(node.pinFolder, "links")).sort()).toEqual([...startOrder].sort());
  });

  test("refuses to work beside another agent, after a while", async () => {
    await node.open();
    await expect(node.open()).rejects.toMatchObject({ name: "DatapathError", code: "locked" });
  });
});

describe("uninstall", () => {
  test("takes all away, says what, and does nothing the second time", async () => {
    const datapath = await node.open();
    await datapath.apply({ upserts: [tcp], removals: [] });
    await datapath.completeFirstTable();
    datapath.close();
    const application = await node.startApplication();
    expect(await application.ask("tcp")).toEqual(toFirst);
    const { detached, removed } = await uninstall(node.pinFolder, logger);
    expect(detached).toHaveLength(startOrder.length);
    expect(removed).toContain(node.pinFolder);
    expect(existsSync(node.pinFolder)).toBe(false);
    expect(await application.ask("tcp")).toEqual(toService);
    expect(await uninstall(node.pinFolder, logger)).toEqual({ detached: [], removed: [] });
  });
});
