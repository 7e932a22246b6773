import { expect, test } from "vitest";

import { fullSize, quickSize } from "./cluster/cluster-size.ts";
import { parts, readCommandLine } from "./command-line.ts";

test("readCommandLine wants everything where nothing is named", () => {
  expect(readCommandLine([])).toEqual({
    help: false,
    parts: new Set(parts),
    rounds: 9,
    size: quickSize,
    json: undefined,
  });
});

test("readCommandLine takes sizes one by one", () => {
  const wanted = readCommandLine([
    "cluster",
    "--full",
    "--agents",
    "3",
    "--replicas",
    "2",
    "--tokens",
    "--json",
    "x.json",
  ]);
  expect(wanted.parts).toEqual(new Set(["cluster"]));
  expect(wanted.size).toEqual({ ...fullSize, agents: 3, replicas: 2, proof: "token" });
  expect(wanted.json).toBe("x.json");
});

test.each([
  [["clusters"], "Nothing is called clusters"],
  [["--rounds", "0"], "--rounds 0 is not a whole number from 1 on"],
  [["--pods", "many"], "--pods many is not a whole number from 1 on"],
  [["--nodes", "2"], "--agents 1000 is more than --nodes 2, one for each"],
  [["--what"], "Unknown option '--what'"],
])("readCommandLine refuses %j", (parameters, reason) => {
  expect(() => readCommandLine(parameters)).toThrow(reason);
});
