import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { cachedFolder, cacheRoot } from "./cached-folder.ts";

const quiet = () => undefined;
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "cached-folder-"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true, force: true });
});

function unfinished(): string[] {
  return readdirSync(root).filter((name) => name.includes("unfinished"));
}

/** The folder `kept`, made by `make`. */
function kept(make: (folder: string) => Promise<void> = () => Promise.resolve()) {
  return cachedFolder({ root, name: "kept", make }, quiet);
}

describe("cachedFolder", () => {
  test("is made once for all at the same time, and never again", async () => {
    let calls = 0;
    const make = (folder: string) => {
      calls += 1;
      writeFileSync(join(folder, "etcd"), "");
      return Promise.resolve();
    };
    const atOnce = await Promise.all([1, 2, 3].map(() => kept(make)));
    const later = await kept(make);

    expect(new Set([...atOnce, later])).toEqual(new Set([join(root, "kept")]));
    expect(existsSync(join(later, "etcd"))).toBe(true);
    expect(calls).toBe(1);
    expect(unfinished()).toEqual([]);
  });

  test("keeps nothing of a failure, and the next one makes it", async () => {
    const failing = (folder: string) => {
      writeFileSync(join(folder, "etcd"), "half");
      return Promise.reject(new Error("No space left"));
    };
    await expect(kept(failing)).rejects.toThrow("No space left");
    expect(unfinished()).toEqual([]);

    expect(readdirSync(await kept())).toEqual([]);
  });

  test("removes what a killed process left, without using it", async () => {
    writeFileSync(join(root, "kept.unfinished-killed"), "half");

    expect(readdirSync(await kept())).toEqual([]);
    expect(unfinished()).toEqual([]);
  });
});

describe("cacheRoot", () => {
  test.each([
    ["/var/cache/mine", /^\/var\/cache\/mine\/localredirect$/],
    ["", /^\/.*\/\.cache\/localredirect$/],
    ["relative", /^\/.*\/\.cache\/localredirect$/],
  ])("with XDG_CACHE_HOME '%s' matches %s", (value, expected) => {
    vi.stubEnv("XDG_CACHE_HOME", value);
    expect(cacheRoot()).toMatch(expected);
  });
});
