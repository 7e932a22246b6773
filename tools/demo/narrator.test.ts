import { describe, expect, it } from "vitest";

import { wrap } from "./narrator.ts";

describe("wrap", () => {
  it("breaks at spaces, and not where a line just fits", () => {
    expect(wrap("one two three", 7)).toEqual(["one two", "three"]);
  });

  it("leaves a long word whole", () => {
    expect(wrap("a unbreakable b", 5)).toEqual(["a", "unbreakable", "b"]);
  });

  it("takes line breaks for spaces", () => {
    expect(wrap("one\n  two\n", 20)).toEqual(["one two"]);
  });

  it("gives no line for no text", () => {
    expect(wrap("  ", 20)).toEqual([]);
  });
});
