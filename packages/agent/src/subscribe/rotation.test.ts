import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nextAddress, startRotation } from "./rotation.ts";
import type { Rotation } from "./rotation.ts";

function take(rotation: Rotation, count: number, random: () => number): string[] {
  const taken: string[] = [];
  let current = rotation;
  for (let index = 0; index < count; index++) {
    const step = nextAddress(current, undefined, random);
    taken.push(step.address);
    current = step.rotation;
  }
  return taken;
}

test("startRotation counts an address once", () => {
  expect(startRotation(["a:1", "a:1"]).addresses).toEqual(["a:1"]);
});

describe("nextAddress", () => {
  const addresses = ["a:1", "b:1", "c:1"];

  test("takes every address once a round, whatever chance says", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 0.999 }), { minLength: 9 }), (chances) => {
        let draw = 0;
        const random = (): number => chances[draw++ % chances.length] ?? 0;
        const taken = take(startRotation(addresses), 6, random);
        expect(taken.slice(0, 3).toSorted()).toEqual(addresses);
        expect(taken.slice(3).toSorted()).toEqual(addresses);
      }),
    );
  });

  test("can begin with each address", () => {
    const first = [0, 0.4, 0.9].map((chance) => take(startRotation(addresses), 1, () => chance)[0]);
    expect(new Set(first).size).toBeGreaterThan(1);
  });

  test("refuses a rotation without addresses", () => {
    expect(() => nextAddress(startRotation([]), undefined, Math.random)).toThrow(RangeError);
  });

  test("leaves the address to avoid where there is another", () => {
    const rotation = { addresses, remaining: ["b:1"] };
    expect(nextAddress(rotation, "b:1", Math.random).address).not.toBe("b:1");
  });

  test("returns to the address to avoid where there is no other", () => {
    expect(nextAddress(startRotation(["a:1"]), "a:1", Math.random).address).toBe("a:1");
  });
});
