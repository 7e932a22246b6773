import { describe, expect, it } from "vitest";

import { formatWorldId, isOwnerAlive, parseWorldId, startTimeOf } from "./world-id.ts";

describe("parseWorldId", () => {
  it("reads back what formatWorldId wrote, also where more follows", () => {
    const id = { pid: 4242, startTime: 81234, number: 3 };
    expect(parseWorldId(formatWorldId(id))).toEqual(id);
    expect(parseWorldId(`${formatWorldId(id)}-pod-app`)).toEqual(id);
  });

  it.each([
    "",
    "localredirect",
    "localredirect-world-1-2",
    "localredirect-world-1-2-3x",
    "cni-1-2-3",
  ])("takes %j for nothing of ours", (name) => {
    expect(parseWorldId(name)).toBeUndefined();
  });
});

describe("isOwnerAlive", () => {
  const startTime = startTimeOf(process.pid) ?? Number.NaN;

  it("is true for a process that runs", () => {
    expect(isOwnerAlive({ pid: process.pid, startTime, number: 1 })).toBe(true);
  });

  it("is false where another process has the number now", () => {
    expect(isOwnerAlive({ pid: process.pid, startTime: startTime - 1, number: 1 })).toBe(false);
  });

  it("is false where no process has the number", () => {
    expect(isOwnerAlive({ pid: 2 ** 30, startTime, number: 1 })).toBe(false);
  });
});
