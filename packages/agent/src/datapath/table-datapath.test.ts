import { createLogger } from "@localredirect/process";
import { digestOf, redirectId, redirectVersion } from "@localredirect/types";
import { afterEach, describe, expect, test, vi } from "vitest";
import { RedirectTable } from "./table/redirect-table.ts";
import { type Serving, TableDatapath } from "./table-datapath.ts";
import { FakePods } from "./testing/fake-pods.ts";
import { MapError, MemoryMaps } from "./testing/memory-maps.ts";
import { sampleFrontend, sampleRedirect } from "./testing/sample-redirect.ts";
import { findSlot, readSlot } from "./testing/table-reader.ts";
import { unknownVersion } from "./unknown-version.ts";

const logger = createLogger({ format: "json", level: "silent" });
const serving: Serving = {
  adopted: false,
  othersRun: false,
  completeFirstTable: () => Promise.resolve(),
  close: () => undefined,
};
const key = "10.96.0.10:80/TCP";
const redirect = sampleRedirect(["10.244.0.1"]);
const other = sampleRedirect(["10.244.0.2"], { frontend: { ...sampleFrontend, port: 81 } });
const open: TableDatapath[] = [];
const soon = { timeout: 40_000, interval: 10 };

afterEach(() => {
  for (const datapath of open.splice(0)) datapath.close();
});

async function start(maps: MemoryMaps, pods: FakePods = new FakePods()): Promise<TableDatapath> {
  maps.loadAgain();
  const table = await RedirectTable.open(maps);
  const datapath = new TableDatapath({ maps, table, pods, serving, logger });
  open.push(datapath);
  return datapath;
}

function members(maps: MemoryMaps): readonly bigint[] {
  const slot = findSlot(maps, sampleFrontend);
  return slot === undefined ? [] : readSlot(maps, sampleFrontend, slot).members;
}

describe("TableDatapath.apply", () => {
  test("holds what is applied, and its digest", async () => {
    const datapath = await start(new MemoryMaps());
    const first = await datapath.apply({ upserts: [redirect, other], removals: [] });
    expect(first.refused).toEqual([]);
    expect(datapath.digest()).toBe(digestOf([redirect, other].map(redirectVersion)));
    await datapath.apply({
      upserts: [],
      removals: [redirectId(other.frontend), "0123456789abcdef"],
    });
    expect(datapath.digest()).toBe(redirectVersion(redirect));
    expect([...datapath.held().values()]).toMatchObject([
      { id: redirectId(redirect.frontend), policy: redirect.policy, backends: 1 },
    ]);
  });

  test("writes nothing where nothing changes", async () => {
    let changes = 0;
    const maps = new MemoryMaps({}, { gate: () => void (changes += 1) });
    const datapath = await start(maps);
    await datapath.apply({ upserts: [redirect], removals: [] });
    changes = 0;
    await datapath.apply({ upserts: [redirect], removals: [] });
    expect(changes).toBe(0);
  });

  test.each([
    ["too many backends", sampleRedirect(Array.from({ length: 257 }, () => "10.1.1.1")), /257/],
    ["a backend of another family", sampleRedirect(["fd00::1"]), /fd00::1 .* no IPv4/],
    ["a backend that is none", sampleRedirect(["rubbish"]), /rubbish/],
    [
      "a uid that is too long",
      { ...redirect, policy: { name: "n", uid: "u".repeat(99), id: 1 } },
      /99/,
    ],
  ])("refuses only the redirect with %s", async (_, wrong, message) => {
    const datapath = await start(new MemoryMaps());
    const { refused } = await datapath.apply({ upserts: [wrong, other], removals: [] });
    expect(refused).toMatchObject([{ id: redirectId(sampleFrontend), code: "invalid" }]);
    expect(refused[0]?.message).toMatch(message);
    expect([...datapath.held().keys()]).toEqual(["10.96.0.10:81/TCP"]);
  });

  test("keeps the earlier version of what the kernel refuses, and applies the rest", async () => {
    let broken = false;
    const gate = (map: string): void => {
      if (broken && map === "redirects") throw new MapError("ENOMEM", map);
    };
    const datapath = await start(new MemoryMaps({}, { gate }));
    await datapath.apply({ upserts: [redirect, other], removals: [] });
    broken = true;
    const changed = sampleRedirect(["10.244.0.9"]);
    const removals = [redirectId(other.frontend)];
    const { refused } = await datapath.apply({ upserts: [changed], removals });
    expect(refused).toMatchObject([{ version: redirectVersion(changed), code: "kernel" }]);
    expect(refused[0]?.message).toContain("ENOMEM");
    expect(datapath.digest()).toBe(redirectVersion(redirect));
  });

  test("says that a limit is not enforced", async () => {
    const datapath = await start(new MemoryMaps());
    const limited = sampleRedirect([], { options: { redirectSelf: false, qosLimit: 5 } });
    const { warnings } = await datapath.apply({ upserts: [limited], removals: [] });
    expect(warnings.map(({ message }) => message)).toEqual([
      "The limit of 5 redirects per second is not enforced by this agent",
    ]);
  });
});

describe("TableDatapath, with pods that come and go", () => {
  test("writes a redirect again when a pod's cgroup comes, is another, or goes", async () => {
    const maps = new MemoryMaps();
    const pods = new FakePods();
    const datapath = await start(maps, pods);
    const { warnings } = await datapath.apply({ upserts: [redirect], removals: [] });
    expect(warnings[0]?.message).toContain("default/pod-1");
    for (const id of [71n, 72n]) {
      pods.change("uid-1", { id, level: 2 });
      await vi.waitFor(() => {
        expect(members(maps)).toEqual([id]);
      }, soon);
      expect(datapath.warnings()).toEqual([]);
    }
    pods.change("uid-1", undefined);
    await vi.waitFor(() => {
      expect(members(maps)).toEqual([]);
    }, soon);
    expect(datapath.warnings()).toHaveLength(1);
    expect(datapath.digest()).toBe(redirectVersion(redirect));
  });

  test("looks for no pod that no redirect has", async () => {
    const pods = new FakePods();
    const datapath = await start(new MemoryMaps(), pods);
    await datapath.apply({ upserts: [redirect, other], removals: [] });
    expect([...pods.wanted.keys()]).toEqual(["uid-1"]);
    await datapath.apply({ upserts: [sampleRedirect([])], removals: [] });
    expect([...pods.wanted.keys()]).toEqual(["uid-1"]);
    await datapath.apply({ upserts: [], removals: [redirectId(other.frontend)] });
    expect([...pods.wanted.keys()]).toEqual([]);
  });

  test("guards nobody where a policy redirects its own pods", async () => {
    const maps = new MemoryMaps();
    const pods = new FakePods();
    pods.change("uid-1", { id: 71n, level: 2 });
    const datapath = await start(maps, pods);
    const options = { redirectSelf: true, qosLimit: undefined };
    await datapath.apply({ upserts: [{ ...redirect, options }], removals: [] });
    expect(members(maps)).toEqual([]);
    expect(datapath.warnings()).toEqual([]);
  });

  test("warns of backends on more levels than a redirect has room for", async () => {
    const pods = new FakePods();
    const datapath = await start(new MemoryMaps(), pods);
    const many = sampleRedirect(["10.1.0.1", "10.1.0.2", "10.1.0.3", "10.1.0.4", "10.1.0.5"]);
    for (let pod = 1; pod <= 5; pod += 1)
      pods.change(`uid-${pod}`, { id: BigInt(pod), level: pod });
    const { refused, warnings } = await datapath.apply({ upserts: [many], removals: [] });
    expect(refused).toEqual([]);
    expect(warnings).toHaveLength(1);
  });
});

describe("TableDatapath, after a restart", () => {
  test("knows versions, policies and pods again", async () => {
    const maps = new MemoryMaps();
    const pods = new FakePods();
    pods.change("uid-1", { id: 71n, level: 2 });
    const first = await start(maps, pods);
    await first.apply({ upserts: [redirect, other], removals: [] });
    const second = await start(maps, pods);
    expect(second.digest()).toBe(first.digest());
    expect(second.held().get(key)?.policy).toEqual(redirect.policy);
    pods.change("uid-1", { id: 72n, level: 2 });
    await vi.waitFor(() => {
      expect(members(maps)).toEqual([72n]);
    }, soon);
  });

  test("does not vouch for a redirect with a pod whose cgroup is gone or was never there", async () => {
    const maps = new MemoryMaps();
    const pods = new FakePods();
    const first = await start(maps, pods);
    await first.apply({ upserts: [redirect], removals: [] });
    expect((await start(maps, pods)).held().get(key)?.version).toBe(unknownVersion);
    pods.change("uid-1", { id: 71n, level: 2 });
    await first.apply({ upserts: [redirect], removals: [] });
    expect((await start(maps, new FakePods())).held().get(key)?.version).toBe(unknownVersion);
  });
});

describe("TableDatapath.counters", () => {
  test("counts on for the same policy, and from nothing for another", async () => {
    const maps = new MemoryMaps();
    const datapath = await start(maps);
    await datapath.apply({ upserts: [redirect], removals: [] });
    const place = new Uint8Array([1, 0, 0, 0]);
    maps.counters.setPerCpu(place, [
      new Uint8Array(new BigUint64Array([5n, 0n, 0n, 0n, 0n, 0n, 0n, 0n]).buffer),
    ]);
    await datapath.apply({ upserts: [sampleRedirect([])], removals: [] });
    expect(datapath.counters()).toMatchObject([{ frontend: key, verdicts: { redirected: 5 } }]);
    const policy = { name: "new", uid: "new", id: 8 };
    await datapath.apply({ upserts: [sampleRedirect([], { policy })], removals: [] });
    expect(datapath.counters()).toMatchObject([{ policy, verdicts: { redirected: 0 } }]);
  });
});

describe("TableDatapath.mapFill", () => {
  test("tells how full the maps are", async () => {
    const datapath = await start(new MemoryMaps({ redirects: 10 }));
    await datapath.apply({ upserts: [redirect], removals: [] });
    const fill = new Map(datapath.mapFill().map((each) => [each.map, each]));
    expect(fill.get("frontends")).toEqual({ map: "frontends", used: 1, capacity: 10 });
    expect(fill.get("endpoints")?.used).toBe(2);
    expect(fill.get("originals")?.used).toBe(0);
  });
});

describe("TableDatapath, whose backends' servers are watched", () => {
  const cgroup = { id: 5n, level: 2 };
  const serverOf = (maps: MemoryMaps): number | undefined => {
    const slot = findSlot(maps, sampleFrontend);
    return slot === undefined ? undefined : readSlot(maps, sampleFrontend, slot).servers[0];
  };

  test("numbers a backend's server when its pod's cgroup comes, and counts what it had bound", async () => {
    const maps = new MemoryMaps();
    const pods = new FakePods();
    const datapath = await start(maps, pods);
    await datapath.apply({ upserts: [redirect], removals: [] });
    expect(serverOf(maps)).toBe(0);
    pods.change("uid-1", cgroup);
    await vi.waitFor(() => {
      expect(serverOf(maps)).not.toBe(0);
    }, soon);
    expect(maps.boundCounts).toBe(1);
    expect(datapath.servers()).toMatchObject({ watched: 1 });
  });

  test("keeps the server of a pod whose cgroup is gone, and takes that of a new one", async () => {
    const maps = new MemoryMaps();
    const pods = new FakePods();
    const datapath = await start(maps, pods);
    pods.change("uid-1", cgroup);
    await datapath.apply({ upserts: [redirect], removals: [] });
    const first = serverOf(maps);
    pods.change("uid-1", undefined);
    await vi.waitFor(() => {
      expect(members(maps)).toEqual([]);
    }, soon);
    expect(serverOf(maps)).toBe(first);
    pods.change("uid-1", { ...cgroup, id: 6n });
    await vi.waitFor(() => {
      expect(members(maps)).toEqual([6n]);
    }, soon);
    expect(serverOf(maps)).not.toBe(first);
  });

  test("watches the backends of a policy that redirects its own pods, too", async () => {
    const maps = new MemoryMaps();
    const pods = new FakePods();
    const datapath = await start(maps, pods);
    pods.change("uid-1", cgroup);
    const self = sampleRedirect(["10.244.0.1"], {
      options: { redirectSelf: true, qosLimit: undefined },
    });
    await datapath.apply({ upserts: [self], removals: [] });
    expect(members(maps)).toEqual([]);
    expect(serverOf(maps)).not.toBe(0);
    expect(datapath.warnings()).toEqual([]);
  });

  test("knows the servers again after a restart, by their cgroups' names", async () => {
    const maps = new MemoryMaps();
    const pods = new FakePods();
    pods.change("uid-1", cgroup);
    const first = await start(maps, pods);
    await first.apply({ upserts: [redirect], removals: [] });
    const number = serverOf(maps);
    first.close();
    const second = await start(maps, pods);
    expect(second.servers()).toMatchObject({ watched: 1 });
    pods.change("uid-1", { ...cgroup, id: 6n });
    await vi.waitFor(() => {
      expect(members(maps)).toEqual([6n]);
    }, soon);
    expect(serverOf(maps)).not.toBe(number);
  });
});
