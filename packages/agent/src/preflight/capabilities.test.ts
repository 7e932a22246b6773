import { describe, expect, test } from "vitest";
import { lackingCapabilities, parseCapabilities } from "./capabilities.ts";

describe("parseCapabilities", () => {
  test.each([
    ["Name:\tnode\nCapEff:\t000001ffffffffff\n", 4],
    ["CapEff:\t000000c000001000\n", 3],
    ["CapEff:\t0000000000000000\n", 0],
    ["", 0],
  ])("reads %j", (status, count) => {
    expect(parseCapabilities(status).size).toBe(count);
  });
});

describe("lackingCapabilities", () => {
  test.each([
    [["CAP_BPF", "CAP_NET_ADMIN"], []],
    [["CAP_SYS_ADMIN", "CAP_NET_ADMIN"], []],
    [["CAP_SYS_ADMIN"], ["CAP_NET_ADMIN"]],
    [["CAP_PERFMON"], ["CAP_BPF", "CAP_NET_ADMIN"]],
  ] as const)("of %j misses %j", (has, lacking) => {
    expect(lackingCapabilities(new Set(has))).toEqual(lacking);
  });
});
