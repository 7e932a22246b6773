import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AddressFilter } from "./address-filter.ts";
import { type Destination, destinationKey } from "./destination.ts";
import { filterBit } from "./filter-bit.ts";
import { layoutConstants } from "./generated/layout.ts";

function passes(words: Uint32Array, destination: Destination): boolean {
  const bit = filterBit(destination);
  return (((words[Math.floor(bit / 32)] ?? 0) >>> (bit % 32)) & 1) === 1;
}

describe("AddressFilter", () => {
  const destination = fc.record({
    address: fc.integer({ min: 0, max: 255 }).map((host) => `10.0.0.${host}`),
    port: fc.integer({ min: 1, max: 65535 }),
  });

  test("passes what was added as long as it was not removed as often, and in the end nothing", () => {
    const words = new Uint32Array(layoutConstants.FILTER_BITS / 32);
    const filter = new AddressFilter(words);
    fc.assert(
      fc.property(fc.array(destination, { minLength: 1 }), (destinations) => {
        const both = [...destinations, ...destinations];
        for (const each of both) filter.add(each);
        for (const each of destinations) filter.remove(each);
        expect(destinations.every((each) => passes(words, each))).toBe(true);
        for (const each of destinations) filter.remove(each);
        expect(words.some((word) => word !== 0)).toBe(false);
      }),
      { numRuns: 20 },
    );
  });

  test("passes few others, with 60,000 addresses in one row and strangers in another", () => {
    const words = new Uint32Array(layoutConstants.FILTER_BITS / 32);
    const filter = new AddressFilter(words);
    const at = (second: number, index: number): Destination => ({
      address: `10.${second}.${index >> 8}.${index & 255}`,
      port: 80,
    });
    for (let index = 0; index < 60_000; index += 1) filter.add(at(96, index));
    const strangers = Array.from({ length: 20_000 }, (_, index) => at(97, index));
    const passing = strangers.filter((stranger) => passes(words, stranger));
    expect(passing.length / strangers.length).toBeLessThan(0.15);
  });
});

describe("destinationKey", () => {
  test("tells destinations apart", () => {
    const keys = ["10.0.0.1", "10.0.0.11"].flatMap((address) =>
      [1, 11].map((port) => destinationKey({ address, port })),
    );
    expect(new Set(keys).size).toBe(4);
  });
});
