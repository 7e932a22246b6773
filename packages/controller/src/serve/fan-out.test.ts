import { expect, test } from "vitest";

import { FanOut } from "./fan-out.ts";

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));
const names = (count: number) => new Set(Array.from({ length: count }, (_, index) => `n${index}`));

test("FanOut looks at a few nodes immediately", () => {
  const looked: string[] = [];
  new FanOut((node) => looked.push(node)).add(names(64));
  expect(looked).toHaveLength(64);
});

test("FanOut lets a single node overtake many, and looks at each once", async () => {
  const looked: string[] = [];
  const fanOut = new FanOut((node) => looked.push(node));
  fanOut.add(names(200));
  fanOut.add(names(100));
  expect(looked).toEqual([]);
  fanOut.add(new Set(["n199"]));
  expect(looked).toEqual(["n199"]);
  while (looked.length < 200) {
    await nextTurn();
  }
  expect(new Set(looked).size).toBe(200);
});

test("FanOut stops", async () => {
  const looked: string[] = [];
  const fanOut = new FanOut((node) => looked.push(node));
  fanOut.add(names(200));
  fanOut.stop();
  await nextTurn();
  expect(looked).toEqual([]);
});
