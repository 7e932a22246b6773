import type { PortSpec } from "@localredirect/types";
import { expect, test } from "vitest";

import { pairPorts } from "./pair-ports.ts";
import type { OfferedPort } from "./pair-ports.ts";

/** `53/UDP dns`, the name being optional. */
function port(text: string): PortSpec {
  const [, number, protocol, name] = /^(\d+)\/(TCP|UDP)(?: (.*))?$/.exec(text) ?? [];
  const rest = name === undefined ? {} : { name };
  return { port: Number(number), protocol: protocol === "UDP" ? "UDP" : "TCP", ...rest };
}

function show({ port: number, protocol }: OfferedPort): string {
  return `${number}/${protocol}`;
}

test.each([
  ["by name, in any order", ["1/TCP a", "2/TCP b"], ["9/TCP b", "8/TCP a"], ["1>8", "2>9"], []],
  [
    "two to one of the same number",
    ["1/TCP a", "2/TCP b"],
    ["8/TCP a", "8/TCP b"],
    ["1>8", "2>8"],
    [],
  ],
  ["one each without names", ["1/TCP"], ["8/TCP"], ["1>8"], []],
  ["one each, the first named", ["1/TCP a"], ["8/TCP"], ["1>8"], []],
  ["one each, the second named", ["1/TCP"], ["8/TCP a"], ["1>8"], []],
  [
    "one each with names that differ",
    ["1/TCP a"],
    ["8/TCP b"],
    [],
    ["frontend 1/TCP no-partner", "backend 8/TCP no-partner"],
  ],
  [
    "several, one without a name",
    ["1/TCP", "2/TCP b"],
    ["8/TCP b"],
    ["2>8"],
    ["frontend 1/TCP no-partner"],
  ],
  [
    "protocols that differ",
    ["1/TCP a", "2/UDP b"],
    ["8/UDP a", "9/UDP b"],
    ["2>9"],
    ["frontend 1/TCP protocol"],
  ],
  ["one each of different protocols", ["1/TCP"], ["8/UDP"], [], ["frontend 1/TCP protocol"]],
  [
    "a backend port that nothing uses",
    ["1/TCP a"],
    ["8/TCP a", "9/TCP b"],
    ["1>8"],
    ["backend 9/TCP no-partner"],
  ],
  ["nothing", [], ["8/TCP"], [], ["backend 8/TCP no-partner"]],
])("pairPorts pairs %s", (...[, frontend, backend, pairs, unpaired]) => {
  const pairing = pairPorts(frontend.map(port), backend.map(port));
  expect(pairing.pairs.map((pair) => `${pair.port}>${pair.backendPort}`)).toEqual(pairs);
  const left = pairing.unpaired.map((item) => `${item.side} ${show(item.port)} ${item.why}`);
  expect(left).toEqual(unpaired);
});
