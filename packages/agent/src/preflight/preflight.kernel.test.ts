import { isBpfFileSystem, unmountBpfFileSystem } from "@localredirect/node-bpf";
import { createLogger } from "@localredirect/process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { preflight } from "./preflight.ts";

const logger = createLogger({ format: "json", level: "silent" });
let folder: string;
let pinFolder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "localredirect-preflight-"));
  pinFolder = join(folder, "pins");
});

afterEach(() => {
  if (existsSync(pinFolder) && isBpfFileSystem(pinFolder)) unmountBpfFileSystem(pinFolder);
  rmSync(folder, { recursive: true });
});

test("preflight finds this machine's root of cgroup v2, and mounts a bpf file system once", () => {
  const first = preflight({ pinFolder, cgroup: undefined, logger });
  expect(first).toMatchObject({ ok: true, cgroup: { level: 0 } });
  expect(isBpfFileSystem(pinFolder)).toBe(true);
  expect(preflight({ pinFolder, cgroup: undefined, logger })).toEqual(first);
  unmountBpfFileSystem(pinFolder);
  expect(isBpfFileSystem(pinFolder)).toBe(false);
});

test("preflight names all that is in the way, and mounts nothing then", () => {
  const result = preflight({ pinFolder, cgroup: folder, logger });
  expect(result).toMatchObject({ ok: false });
  expect(result.ok ? [] : result.problems).toEqual([
    expect.stringContaining(`${folder} is not a folder of cgroup v2`),
  ]);
  expect(existsSync(pinFolder)).toBe(false);
});
