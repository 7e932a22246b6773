import { mkdtempSync, rmdirSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { lockPinFolder } from "./pin-folder-lock.ts";
import { defined } from "./testing/defined.ts";
import { PinFolder } from "./testing/pin-folder.ts";
import { HoldingProcess } from "./testing/holding-process.ts";
import { bpfErrorBy } from "./testing/thrown-by.ts";

describe("lockPinFolder", () => {
  test("lets one in until it closes, which it may do twice", () => {
    using folder = new PinFolder();
    const lock = defined(lockPinFolder(folder.path));
    expect(lockPinFolder(folder.path)).toBeUndefined();
    lock.close();
    lock.close();
    using again = lockPinFolder(folder.path);
    expect(again).toBeDefined();
  });

  test("locks out other processes, until they are killed", async () => {
    using folder = new PinFolder();
    const other = await HoldingProcess.lock(folder.path);
    expect(lockPinFolder(folder.path)).toBeUndefined();
    await other.kill();
    using lock = lockPinFolder(folder.path);
    expect(lock).toBeDefined();
  });

  test("works on any folder, and on two of them at once", () => {
    const folder = mkdtempSync("/tmp/node-bpf-lock-");
    using pins = new PinFolder();
    using one = lockPinFolder(folder);
    using two = lockPinFolder(pins.path);
    expect([one, two]).not.toContain(undefined);
    rmdirSync(folder);
  });

  test.each([
    ["/nowhere", "ENOENT"],
    ["/etc/hostname", "ENOTDIR"],
  ])("refuses %s with %s", (path, code) => {
    expect(bpfErrorBy(() => lockPinFolder(path))).toMatchObject({ code });
  });
});
