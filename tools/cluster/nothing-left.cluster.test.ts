import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { startControlPlane } from "./control-plane.ts";

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "nothing-left-"));
});
afterEach(() => {
  rmSync(parent, { recursive: true, force: true });
});

/** All processes below one. */
function descendants(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8")
    .split(" ")
    .filter((text) => text !== "")
    .map(Number);
  return [...children, ...children.flatMap(descendants)];
}

function runs(pid: number): boolean {
  return existsSync(`/proc/${pid}`);
}

/** `main.ts start` as a process of its own, once its control plane is ready. */
async function startOwner(): Promise<{ readonly owner: ChildProcess; readonly pid: number }> {
  const main = join(import.meta.dirname, "main.ts");
  const owner = spawn(process.execPath, [main, "start", "--folder", parent], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [line] = (await once(createInterface(owner.stdout), "line")) as [string];
  expect(line).toMatch(/^export KUBECONFIG=/);
  if (owner.pid === undefined) throw new Error("The owner has no process id");
  return { owner, pid: owner.pid };
}

test("stop ends the servers, removes the folder and may be called again", async () => {
  const plane = await startControlPlane({ folder: parent });
  const pids = plane.processes();
  expect(pids).toHaveLength(2);

  await plane.stop();
  expect(pids.filter(runs)).toEqual([]);
  expect(readdirSync(parent)).toEqual([]);
  await plane.stop();
});

test("a server that does not start is an error with its log, and leaves nothing", async () => {
  const start = startControlPlane({ folder: parent, flags: { apiServer: ["--no-such-flag"] } });

  await expect(start).rejects.toMatchObject({
    code: "ended",
    message: expect.stringContaining("unknown flag: --no-such-flag") as unknown,
  });
  expect(readdirSync(parent)).toEqual([]);
});

test.each(["SIGINT", "SIGTERM", "SIGKILL"] as const)(
  "an owner that gets %s leaves neither processes nor a folder",
  async (signal) => {
    const { owner, pid } = await startOwner();
    const pids = descendants(pid);
    expect(pids.length).toBeGreaterThanOrEqual(3);
    const closed = once(owner, "close");

    owner.kill(signal);
    expect(await closed).toEqual(signal === "SIGKILL" ? [null, signal] : [0, null]);
    await vi.waitFor(
      () => {
        expect(pids.filter(runs)).toEqual([]);
        expect(readdirSync(parent)).toEqual([]);
      },
      { timeout: 20_000 },
    );
  },
);
