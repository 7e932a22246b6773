import { expect, test } from "vitest";

import { Turnstile } from "./turnstile.ts";

test("Turnstile lets so many through at once, in order, also where they fail", async () => {
  const turnstile = new Turnstile(2);
  const begun: number[] = [];
  const ends = [0, 1, 2, 3].map(() => Promise.withResolvers<number>());
  const results = ends.map(({ promise }, index) =>
    turnstile.run(() => {
      begun.push(index);
      return promise;
    }),
  );
  expect(begun).toEqual([0, 1]);
  expect(turnstile.waiting).toBe(2);
  ends[1]?.reject(new Error("no"));
  await expect(results[1]).rejects.toThrow("no");
  expect(begun).toEqual([0, 1, 2]);
  ends[0]?.resolve(10);
  expect(await results[0]).toBe(10);
  expect(begun).toEqual([0, 1, 2, 3]);
  ends[2]?.resolve(12);
  ends[3]?.resolve(13);
  expect(await Promise.all([results[2], results[3]])).toEqual([12, 13]);
  expect(turnstile.waiting).toBe(0);
});
