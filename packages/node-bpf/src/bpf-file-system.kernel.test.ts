import { mkdtempSync, rmdirSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { isBpfFileSystem, mountBpfFileSystem, unmountBpfFileSystem } from "./bpf-file-system.ts";
import { bpfErrorBy } from "./testing/thrown-by.ts";

describe("mountBpfFileSystem", () => {
  test("mounts, and unmountBpfFileSystem takes it away", () => {
    const folder = mkdtempSync("/tmp/node-bpf-mount-");
    expect(isBpfFileSystem(folder)).toBe(false);
    mountBpfFileSystem(folder);
    try {
      expect(isBpfFileSystem(folder)).toBe(true);
    } finally {
      unmountBpfFileSystem(folder);
    }
    expect(isBpfFileSystem(folder)).toBe(false);
    rmdirSync(folder);
  });

  test("refuses what does not exist", () => {
    for (const call of [
      () => {
        mountBpfFileSystem("/nowhere");
      },
      () => {
        unmountBpfFileSystem("/nowhere");
      },
      () => isBpfFileSystem("/nowhere"),
    ]) {
      expect(bpfErrorBy(call)).toMatchObject({ code: "ENOENT", errno: 2 });
    }
    expect(
      bpfErrorBy(() => {
        unmountBpfFileSystem("/tmp");
      }).code,
    ).toBe("EINVAL");
  });
});
