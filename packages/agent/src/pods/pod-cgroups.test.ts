import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLogger } from "@localredirect/process";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { PodCgroups } from "./pod-cgroups.ts";

const uid = "0b7f2c1e-9a51-4c55-8d0f-2f1a6e0c9d11";
const slice = `kubepods-burstable-pod${uid.replaceAll("-", "_")}.slice`;

/** Ordinary folders do: they have inode numbers and inotify as those of cgroups have. */
let root: string;
let pods: PodCgroups;
let changes: string[][];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "localredirect-pods-"));
  const idOf = (path: string): bigint => statSync(path, { bigint: true }).ino;
  const logger = createLogger({ format: "json", level: "silent" });
  pods = new PodCgroups({ tree: { path: root, level: 0, idOf }, logger });
  changes = [];
  pods.onChange((keys) => changes.push([...keys]));
});

afterEach(() => {
  pods.close();
  rmSync(root, { recursive: true });
});

function make(...path: readonly string[]): { readonly id: bigint; readonly level: number } {
  const folder = join(root, ...path);
  mkdirSync(folder, { recursive: true });
  return { id: statSync(folder, { bigint: true }).ino, level: path.length };
}

describe("PodCgroups.find", () => {
  test("finds a pod at its level, not a container of it", () => {
    const cgroup = make("kubepods.slice", "kubepods-burstable.slice", slice);
    make("kubepods.slice", "kubepods-burstable.slice", slice, `cri-containerd-${uid}.scope`);
    make("system.slice", "kubelet.service");
    pods.want(new Map([["a", [uid]]]));
    expect(pods.find("a")).toEqual(cgroup);
    expect(pods.find("b")).toBeUndefined();
    expect(changes).toEqual([]);
  });

  test("finds by any of several tokens, with hundreds of pods", () => {
    const wanted = new Map<string, readonly string[]>();
    for (let pod = 0; pod < 300; pod += 1) {
      make("kubepods", "besteffort", `poduid-${pod}`);
      wanted.set(`pod ${pod}`, ["another", `uid-${pod}`]);
    }
    pods.want(wanted);
    const ids = new Set([...wanted.keys()].map((key) => pods.find(key)?.id));
    expect(ids.size).toBe(300);
    expect(ids).not.toContain(undefined);
  });

  test.each([
    ["as a kubelet names it", slice, uid],
    ["named otherwise", "poduid-1", "uid-1"],
  ])("finds a pod by all of its keys, also by its folder's name: %s", (_, name, token) => {
    const cgroup = make("kubepods.slice", name);
    pods.want(new Map([["adopted", [name]]]));
    pods.want(new Map([["sent", [token]]]));
    expect([pods.find("adopted"), pods.find("sent")]).toEqual([cgroup, cgroup]);
    expect(changes).toEqual([]);
  });

  test("finds a pod again that comes, goes and comes again", async () => {
    make("kubepods.slice");
    pods.want(new Map([["a", [uid]]]));
    expect(pods.find("a")).toBeUndefined();
    const cgroup = make("kubepods.slice", slice);
    await vi.waitFor(
      () => {
        expect(pods.find("a")).toEqual(cgroup);
      },
      { timeout: 40_000 },
    );
    rmSync(join(root, "kubepods.slice", slice), { recursive: true });
    await vi.waitFor(
      () => {
        expect(pods.find("a")).toBeUndefined();
      },
      { timeout: 40_000 },
    );
    const again = make("kubepods.slice", slice);
    await vi.waitFor(
      () => {
        expect(pods.find("a")).toEqual(again);
      },
      { timeout: 40_000 },
    );
    expect(changes).toEqual([["a"], ["a"], ["a"]]);
  });

  test("finds a pod whose folders all come where nothing was", async () => {
    pods.want(new Map([["a", [uid]]]));
    const cgroup = make("deep", "below", "the", "root", slice);
    await vi.waitFor(
      () => {
        expect(pods.find("a")).toEqual(cgroup);
      },
      { timeout: 40_000 },
    );
  });
});

describe("PodCgroups.forget", () => {
  test("no longer finds the pod", () => {
    make(slice);
    pods.want(new Map([["a", [uid]]]));
    pods.forget(["a"]);
    expect(pods.find("a")).toBeUndefined();
  });
});

describe("PodCgroups.namesOf", () => {
  test("names the folders that are there", () => {
    const { id } = make("kubepods.slice", slice);
    expect(pods.namesOf(new Set([id, 1n]))).toEqual(new Map([[id, slice]]));
  });
});
