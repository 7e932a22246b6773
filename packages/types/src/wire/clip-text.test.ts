import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { clipText } from "./clip-text.ts";

const encoder = new TextEncoder();

describe("clipText", () => {
  it("leaves what fits as it is, and cuts the rest to the bound", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }),
        fc.integer({ min: 3, max: 30 }),
        (text, maximum) => {
          const clipped = clipText(text, maximum);
          const fits = encoder.encode(text).length <= maximum;
          expect(clipped === text).toBe(fits);
          expect(encoder.encode(clipped).length).toBeLessThanOrEqual(maximum);
          expect(fits || clipped.endsWith("…")).toBe(true);
        },
      ),
    );
  });
});
