import { expect, test } from "vitest";

import { timesOf } from "./slowest-files.ts";

test("timesOf sums the files of each project, and names the slowest ones", () => {
  expect(
    timesOf([
      { project: "unit", path: "one.test.ts", seconds: 0.25 },
      { project: "kernel", path: "two.kernel.test.ts", seconds: 120 },
      { project: "unit", path: "three.test.ts", seconds: 3 },
    ]),
  ).toEqual([
    "unit: 3 s, one after the other; files: 2",
    "kernel: 120 s, one after the other; files: 1",
    "  120.0 s  two.kernel.test.ts",
    "    3.0 s  three.test.ts",
    "    0.3 s  one.test.ts",
  ]);
});

test("timesOf names ten files of many", () => {
  const files = Array.from({ length: 30 }, (_, seconds) => ({
    project: "unit",
    path: `${seconds}.test.ts`,
    seconds,
  }));
  const [sum, ...slowest] = timesOf(files);
  expect(sum).toBe("unit: 435 s, one after the other; files: 30");
  expect(slowest).toHaveLength(10);
  expect(slowest[0]).toContain("29.test.ts");
});

test("timesOf says nothing where nothing ran", () => {
  expect(timesOf([])).toEqual([]);
});
