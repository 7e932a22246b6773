import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { pack, unpack } from "./packed-bytes.ts";

describe("pack", () => {
  test("unpack gives back what was packed", () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ minLength: 5, maxLength: 5 }), { maxLength: 20 }),
        (items) => {
          expect(unpack(pack(items, 5, "Key"), items.length)).toEqual(items);
        },
      ),
    );
  });

  test("refuses an item of another size, naming it", () => {
    expect(() => pack([new Uint8Array(4), new Uint8Array(5)], 4, "Key")).toThrow(
      new RangeError("Key 1 has 5 bytes, the map takes 4"),
    );
  });
});
