import { expect, test } from "vitest";
import { filterBit } from "./filter-bit.ts";

// What filter_bit of bpf/filter.h gives, compiled for a little-endian machine.
test.each([
  ["fd00::a", 347_515],
  ["2001:db8:1:2:3:4:5:6", 87_617],
  ["10.96.0.10", 741_864],
])("filterBit is the programs' own, for %s", (address, bit) => {
  expect(filterBit({ address, port: 8053 })).toBe(bit);
});
