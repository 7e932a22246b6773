import { serviceIdAnnotation } from "@localredirect/types";
import { expect, test } from "vitest";

import { assignServiceIds } from "./service-ids.ts";
import { policyNamed } from "./testing/policies.ts";

test("assignServiceIds derives ids from uids alone, in the upper half", () => {
  const a = policyNamed("a", { uid: "uid-a" });
  const b = policyNamed("b", { uid: "uid-b" });
  const together = assignServiceIds([a, b]);
  expect(assignServiceIds([b]).get("b")).toEqual(together.get("b"));
  expect(together.get("a")?.id).toBeGreaterThanOrEqual(0x8000_0000);
  expect(together.get("a")?.id).not.toBe(together.get("b")?.id);
});

test("assignServiceIds gives the next free id where a hash is taken, to the oldest first", () => {
  const first = assignServiceIds([policyNamed("a", { uid: "same" })]).get("a")?.id ?? 0;
  const old = policyNamed("z", { uid: "same", creationTimestamp: "2026-01-01T00:00:00.000Z" });
  const young = policyNamed("b", { uid: "same", creationTimestamp: "2026-01-02T00:00:00.000Z" });
  const newest = policyNamed("a", { uid: "same" });
  const ids = assignServiceIds([newest, young, old]);
  expect(["z", "b", "a"].map((name) => ids.get(name)?.id)).toEqual([first, first + 1, first + 2]);
});

test("assignServiceIds leaves out what annotations have taken, also those of younger policies", () => {
  const derived = policyNamed("a", { uid: "same", creationTimestamp: "2026-01-01T00:00:00.000Z" });
  const id = assignServiceIds([derived]).get("a")?.id ?? 0;
  const annotated = policyNamed("b", { annotations: { [serviceIdAnnotation]: String(id) } });
  expect(assignServiceIds([derived, annotated]).get("a")?.id).toBe(id + 1);
});

test("assignServiceIds goes on at the beginning of the upper half behind its end", () => {
  const annotations = { [serviceIdAnnotation]: "4294967295" };
  const others = [policyNamed("x", { annotations })];
  // The uid whose hash is the last place cannot be found in a test; ids stay in bounds whatever.
  const many = Array.from({ length: 2000 }, (_item, at) =>
    policyNamed(`p${at}`, { uid: `u${at}` }),
  );
  const ids = [...assignServiceIds([...many, ...others]).values()].map(({ id }) => id);
  expect(new Set(ids).size).toBe(2001);
  expect(Math.max(...ids)).toBeLessThanOrEqual(0xffff_ffff);
});

test("assignServiceIds gives none for a bad annotation", () => {
  const bad = policyNamed("a", { annotations: { [serviceIdAnnotation]: "0" } });
  expect(assignServiceIds([bad]).size).toBe(0);
});
