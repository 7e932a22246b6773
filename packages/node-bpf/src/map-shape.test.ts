import { describe, expect, test } from "vitest";

import { mapDifferences, mapShape, type MapShape } from "./map-shape.ts";

const shape: MapShape = { type: "hash", keySize: 4, valueSize: 8, maxEntries: 64, flags: 0 };

describe("mapShape", () => {
  test("names the type, a newer kernel's as unknown", () => {
    const sizes = { keySize: 4, valueSize: 8, maxEntries: 64, flags: 0 };
    expect(mapShape({ type: 1, ...sizes })).toEqual(shape);
    expect(mapShape({ type: 33, ...sizes }).type).toBe("arena");
    expect(mapShape({ type: 999, ...sizes }).type).toBe("unknown");
  });
});

describe("mapDifferences", () => {
  test("finds none between equal maps", () => {
    expect(mapDifferences(shape, { ...shape })).toEqual([]);
  });

  test("names each difference with both values", () => {
    const other: MapShape = { type: "array", keySize: 8, valueSize: 1, maxEntries: 2, flags: 1025 };
    expect(mapDifferences(other, shape)).toEqual([
      "type is array, not hash",
      "key size is 8, not 4",
      "value size is 1, not 8",
      "number of max entries is 2, not 64",
      "flags is 0x401, not 0x0",
    ]);
  });

  test("takes any size where libbpf was to choose it", () => {
    expect(mapDifferences(shape, { ...shape, maxEntries: 0 })).toEqual([]);
  });

  test("overlooks the flag that the kernel adds to maps of devices only", () => {
    for (const type of ["devmap", "devmap_hash"] as const) {
      expect(mapDifferences({ ...shape, type, flags: 0x80 }, { ...shape, type })).toEqual([]);
    }
    expect(mapDifferences({ ...shape, flags: 0x80 }, shape)).toEqual(["flags is 0x80, not 0x0"]);
  });
});
