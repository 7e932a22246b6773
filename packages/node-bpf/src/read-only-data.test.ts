import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { encodeVariable } from "./read-only-data.ts";
import { asU64 } from "./testing/bytes.ts";

const sizes = fc.constantFrom(1, 2, 4, 8);

/** Reads what was encoded, as an unsigned number of the machine's byte order. */
function decode(bytes: Uint8Array): bigint {
  const padded = new Uint8Array(8);
  padded.set(bytes);
  return asU64(padded);
}

describe("encodeVariable", () => {
  test("every integer that fits is read back, signed or unsigned", () => {
    fc.assert(
      fc.property(sizes, fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }), (size, value) => {
        const bits = size * 8;
        const fitting = BigInt.asIntN(bits, value);
        for (const given of [fitting, BigInt.asUintN(bits, value)]) {
          const bytes = encodeVariable("x", size, given);
          expect(bytes).toHaveLength(size);
          expect(decode(bytes)).toBe(BigInt.asUintN(bits, value));
        }
      }),
    );
  });

  test("every integer outside of both ranges is refused, naming the variable", () => {
    fc.assert(
      fc.property(sizes, fc.bigInt({ min: 1n, max: 2n ** 70n }), (size, excess) => {
        const bits = BigInt(size * 8);
        const above = 2n ** bits - 1n + excess;
        const below = -(2n ** (bits - 1n)) - excess;
        for (const value of [above, below]) {
          expect(() => encodeVariable("limit", size, value)).toThrow(/^Variable limit of . bytes/);
        }
      }),
    );
  });

  test("numbers, bigints and booleans give the same bytes", () => {
    expect(encodeVariable("x", 4, 1)).toEqual(encodeVariable("x", 4, 1n));
    expect(encodeVariable("x", 1, true)).toEqual(encodeVariable("x", 1, 1));
    expect(encodeVariable("x", 1, false)).toEqual(encodeVariable("x", 1, 0));
  });

  test("bytes of the right length are taken as they are", () => {
    const bytes = new Uint8Array([1, 2, 3]);
    expect(encodeVariable("x", 3, bytes)).toBe(bytes);
  });

  test.each<[string, number, number | bigint | Uint8Array, string]>([
    ["a fraction", 4, 0.5, "Variable x cannot be 0.5: give an integer"],
    ["not a number", 4, NaN, "Variable x cannot be NaN: give an integer"],
    ["infinity", 8, Infinity, "Variable x cannot be Infinity: give an integer"],
    ["a number that has lost its last digits", 8, 2 ** 60, "give an integer"],
    ["an integer for three bytes", 3, 1, "Variable x has 3 bytes: give a Uint8Array"],
    ["bytes of another length", 2, new Uint8Array(3), "x has 2 bytes, the value given has 3"],
  ])("refuses %s", (_, size, value, message) => {
    expect(() => encodeVariable("x", size, value)).toThrow(RangeError);
    expect(() => encodeVariable("x", size, value)).toThrow(message);
  });
});
