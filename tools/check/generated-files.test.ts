import { describe, expect, it } from "vitest";

import { changedFiles } from "./generated-files.ts";

describe("changedFiles", () => {
  const before = new Map([
    ["same", "1"],
    ["changed", "1"],
    ["gone", "1"],
  ]);

  it("names what changed, what is gone and what is new", () => {
    const after = new Map([
      ["same", "1"],
      ["changed", "2"],
      ["new", "1"],
    ]);
    expect(changedFiles(before, after)).toEqual(["changed", "gone", "new"]);
  });

  it("names nothing where all is the same", () => {
    expect(changedFiles(before, new Map(before))).toEqual([]);
  });
});
