import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { type Cluster, startCluster } from "./cluster.ts";
import { cgroupHierarchies } from "./node-cgroups.ts";

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "nothing-left-"));
});
afterEach(() => {
  rmSync(parent, { recursive: true, force: true });
});

/** All processes of the machine. */
function processes(): readonly number[] {
  return readdirSync("/proc").map(Number).filter(Number.isInteger);
}

/** What a process is in; undefined where it is gone or a kernel thread. */
function namespaceOf(pid: number, kind: "net" | "mnt"): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/ns/${kind}`);
  } catch {
    return undefined;
  }
}

/** All processes below one. */
function descendants(pid: number): number[] {
  const text = existsSync(`/proc/${pid}`)
    ? readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8")
    : "";
  const children = text.split(" ").filter((child) => child !== "");
  return children.map(Number).flatMap((child) => [child, ...descendants(child)]);
}

/** The namespaces of a cluster: those below its owner that its owner itself is not in. */
function namespacesBelow(owner: number): ReadonlySet<string> {
  const own = new Set([namespaceOf(owner, "net"), namespaceOf(owner, "mnt")]);
  const found = descendants(owner).flatMap((pid) => [
    namespaceOf(pid, "net"),
    namespaceOf(pid, "mnt"),
  ]);
  return new Set(found.filter((name) => name !== undefined && !own.has(name)) as string[]);
}

/** What of a cluster is still there: processes, mounts, cgroups, folders. */
function remains(namespaces: ReadonlySet<string>, name: string): readonly string[] {
  const inside = processes().filter((pid) =>
    (["net", "mnt"] as const).some((kind) => namespaces.has(namespaceOf(pid, kind) ?? "")),
  );
  const mounts = readFileSync("/proc/self/mountinfo", "utf8")
    .split("\n")
    .filter((line) => line.includes(name));
  const cgroups = cgroupHierarchies()
    .map(({ path }) => join(path, name))
    .filter(existsSync);
  return [...inside.map((pid) => `process ${pid}`), ...mounts, ...cgroups, ...readdirSync(parent)];
}

async function untilNothingRemains(namespaces: ReadonlySet<string>, name: string): Promise<void> {
  await vi.waitFor(
    () => {
      expect(remains(namespaces, name)).toEqual([]);
    },
    { timeout: 60_000, interval: 100 },
  );
}

function nameOf(folder: string): string {
  return folder.slice(folder.lastIndexOf("/") + 1);
}

/** `main.ts start` as a process of its own, once its cluster is ready. */
async function startOwner(): Promise<ChildProcess & { readonly pid: number }> {
  const main = join(import.meta.dirname, "main.ts");
  const owner = spawn(process.execPath, [main, "start", "--nodes", "1", "--folder", parent], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  await once(createInterface(owner.stdout), "line");
  if (owner.pid === undefined) throw new Error("The owner has no process id");
  return owner as ChildProcess & { readonly pid: number };
}

test("stop leaves nothing, may be called again, and another cluster starts", async () => {
  const stopped: Cluster[] = [];
  for (const nodes of [2, 1]) {
    const cluster = await startCluster({ nodes, folder: parent });
    const namespaces = namespacesBelow(process.pid);
    // That of the control plane, and for each node and each pod one.
    expect(namespaces.size).toBeGreaterThan(2 * nodes);
    expect(remains(namespaces, nameOf(cluster.folder))).not.toEqual([]);

    await cluster.stop();
    expect(remains(namespaces, nameOf(cluster.folder))).toEqual([]);
    stopped.push(cluster);
  }
  for (const cluster of stopped) await cluster.stop();
});

test("a cluster that cannot start is an error with a log, and leaves nothing", async () => {
  const before = namespacesBelow(process.pid);
  const start = startCluster({ folder: parent, flags: { kubelet: ["--no-such-flag"] } });

  await expect(start).rejects.toMatchObject({
    code: "ended",
    message: expect.stringContaining("unknown flag: --no-such-flag") as unknown,
  });
  expect(namespacesBelow(process.pid)).toEqual(before);
  expect(readdirSync(parent)).toEqual([]);
});

test.each([0, 10, 1.5])("a cluster of %d nodes is refused", async (nodes) => {
  await expect(startCluster({ nodes, folder: parent })).rejects.toMatchObject({ code: "node" });
});

test.each(["SIGINT", "SIGKILL"] as const)(
  "an owner that gets %s leaves nothing",
  async (signal) => {
    const owner = await startOwner();
    const namespaces = namespacesBelow(owner.pid);
    const [name = ""] = readdirSync(parent);
    expect(remains(namespaces, name)).not.toEqual([]);
    const closed = once(owner, "close");

    owner.kill(signal);
    expect(await closed).toEqual(signal === "SIGKILL" ? [null, signal] : [0, null]);
    await untilNothingRemains(namespaces, name);
  },
);
