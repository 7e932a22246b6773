import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { addToDigest, digestOf, emptyDigest, removeFromDigest } from "./digest.ts";
import { hex } from "./testing/arbitraries.ts";

const version = hex(16);

describe("digestOf", () => {
  it("of nothing is the empty digest", () => {
    expect(digestOf([])).toBe(emptyDigest);
  });

  it("does not depend on the order", () => {
    fc.assert(
      fc.property(fc.array(version), (versions) => {
        expect(digestOf(versions.toReversed())).toBe(digestOf(versions));
        expect(digestOf(versions.toSorted())).toBe(digestOf(versions));
      }),
    );
  });

  it("is what adding one by one gives", () => {
    fc.assert(
      fc.property(fc.array(version), (versions) => {
        expect(versions.reduce(addToDigest, emptyDigest)).toBe(digestOf(versions));
      }),
    );
  });
});

describe("removeFromDigest", () => {
  it("undoes addToDigest", () => {
    fc.assert(
      fc.property(version, version, (digest, added) => {
        expect(removeFromDigest(addToDigest(digest, added), added)).toBe(digest);
      }),
    );
  });

  it("wraps around at 2^128", () => {
    expect(removeFromDigest(emptyDigest, "0".repeat(31) + "1")).toBe("f".repeat(32));
    expect(addToDigest("f".repeat(32), "0".repeat(31) + "1")).toBe(emptyDigest);
  });
});
