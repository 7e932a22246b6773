import { describe, expect, test } from "vitest";
import { startOrder, stopOrder } from "./hooks.ts";
import type { PinnedState } from "./pin-folders.ts";
import { isSocketsFolder, pinPaths, tableFolderLayout } from "./pin-paths.ts";
import { startMode, takeOverOrder } from "./start-mode.ts";

const served: PinnedState = {
  tableIsWhole: true,
  tableIsServed: true,
  tableWasCompleted: true,
  originalsAreWhole: true,
  serversAreWhole: true,
  otherFolders: [],
  linked: true,
};

describe("startMode", () => {
  test.each<[string, Partial<PinnedState>, ReturnType<typeof startMode>]>([
    ["our table is served", {}, "adopt"],
    ["nothing is linked", { linked: false }, "fresh"],
    ["our table is served, but was never complete", { tableWasCompleted: false }, "adopt"],
    ["programs run that may read another table", { tableIsServed: false }, "replace"],
    ["maps of our table are missing", { tableIsWhole: false }, "replace"],
    ["another table is there, too", { otherFolders: ["/pin/table_v2_64"] }, "replace"],
  ])("where %s", (_, change, mode) => {
    expect(startMode({ ...served, ...change })).toBe(mode);
  });
});

describe("takeOverOrder", () => {
  test.each([
    ["of another size", ["/pin/table_v2_64"], startOrder],
    ["of an older layout", ["/pin/table_v0_64", "/pin/originals_v9"], startOrder],
    ["of a newer layout", ["/pin/table_v3_64"], stopOrder],
  ])("from a table %s", (_, folders, order) => {
    expect(takeOverOrder(folders)).toBe(order);
  });

  test("shows originals before anything new is redirected, and stops in reverse", () => {
    const [shown, begun] = ["getpeername6", "connect4"] as const;
    expect(startOrder.indexOf(shown)).toBeLessThan(startOrder.indexOf(begun));
    expect(stopOrder).toEqual([...startOrder].reverse());
  });
});

describe("pinPaths", () => {
  test("gives tables of each size a folder of their own, which is known as one", () => {
    const { table, originals } = pinPaths("/pin", 1024);
    expect(table).toBe("/pin/table_v2_1024");
    expect(tableFolderLayout("table_v2_1024")).toBe(2);
    expect(tableFolderLayout("table_v12")).toBe(12);
    expect(tableFolderLayout("tables")).toBeUndefined();
    expect(isSocketsFolder(originals.slice("/pin/".length))).toBe(true);
    expect(isSocketsFolder("links")).toBe(false);
  });
});
