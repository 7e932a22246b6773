import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { joinPerCpu, splitPerCpu } from "./per-cpu-values.ts";

describe("joinPerCpu", () => {
  test("splitPerCpu gives back what was joined", () => {
    const values = fc
      .integer({ min: 1, max: 40 })
      .chain((size) =>
        fc.tuple(
          fc.constant(size),
          fc.array(fc.uint8Array({ minLength: size, maxLength: size }), { maxLength: 9 }),
        ),
      );
    fc.assert(
      fc.property(values, ([size, all]) => {
        const joined = joinPerCpu(all, size);
        expect(joined.length % 8).toBe(0);
        expect(splitPerCpu(joined, size)).toEqual(all);
      }),
    );
  });

  test("pads each value with zeros to eight bytes", () => {
    const joined = joinPerCpu([new Uint8Array([1, 2]), new Uint8Array([3, 4])], 2);
    expect([...joined]).toEqual([1, 2, 0, 0, 0, 0, 0, 0, 3, 4, 0, 0, 0, 0, 0, 0]);
  });

  test("refuses a value of another length, naming the CPU", () => {
    expect(() => joinPerCpu([new Uint8Array(2), new Uint8Array(3)], 2)).toThrow(
      new RangeError("The value of CPU 1 has 3 bytes, the map takes 2"),
    );
  });
});
