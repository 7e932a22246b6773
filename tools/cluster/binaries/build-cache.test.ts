import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { cachedBuild, cacheFolder } from "./build-cache.ts";

const quiet = () => undefined;
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "build-cache-"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true, force: true });
});

function unfinished(): string[] {
  return readdirSync(root).filter((name) => name.includes("unfinished"));
}

describe("cachedBuild", () => {
  test("builds once for builders at the same time, and never again", async () => {
    let builds = 0;
    const perform = (folder: string) => {
      builds += 1;
      writeFileSync(join(folder, "etcd"), "");
      return Promise.resolve();
    };
    const atOnce = await Promise.all([1, 2, 3].map(() => cachedBuild(quiet, root, perform)));
    const later = await cachedBuild(quiet, root, perform);

    expect(new Set([...atOnce, later]).size).toBe(1);
    expect(existsSync(join(later, "etcd"))).toBe(true);
    expect(builds).toBe(1);
    expect(unfinished()).toEqual([]);
  });

  test("keeps nothing of a failed build, and the next one builds", async () => {
    const failing = (folder: string) => {
      writeFileSync(join(folder, "etcd"), "half");
      return Promise.reject(new Error("No space left"));
    };
    await expect(cachedBuild(quiet, root, failing)).rejects.toThrow("No space left");
    expect(unfinished()).toEqual([]);

    const folder = await cachedBuild(quiet, root, () => Promise.resolve());
    expect(readdirSync(folder)).toEqual([]);
  });

  test("removes what a killed builder left, without using it", async () => {
    const name = (await cachedBuild(quiet, root, () => Promise.resolve())).slice(root.length + 1);
    rmSync(join(root, name), { recursive: true });
    writeFileSync(join(root, `${name}.unfinished-killed`), "half");

    await cachedBuild(quiet, root, () => Promise.resolve());
    expect(unfinished()).toEqual([]);
  });

  test("names the versions in the folder", async () => {
    expect(await cachedBuild(quiet, root, () => Promise.resolve())).toMatch(
      /\/kubernetes-v1\.\d+\.\d+-etcd-v3\.\d+\.\d+-(amd64|arm64)-[0-9a-f]{8}$/,
    );
  });
});

describe("cacheFolder", () => {
  test.each([
    ["/var/cache/mine", /^\/var\/cache\/mine\/localredirect\/control-plane$/],
    ["", /^\/.*\/\.cache\/localredirect\/control-plane$/],
    ["relative", /^\/.*\/\.cache\/localredirect\/control-plane$/],
  ])("with XDG_CACHE_HOME '%s' matches %s", (value, expected) => {
    vi.stubEnv("XDG_CACHE_HOME", value);
    expect(cacheFolder()).toMatch(expected);
  });
});
