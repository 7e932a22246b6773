import { describe, expect, test } from "vitest";
import { controllerCheck, nextReadiness, tableCheck } from "./readiness.ts";
import type { Readiness, ReadinessInput } from "./readiness.ts";

const waiting: Readiness = { kind: "waiting" };
const adopted: Readiness = { kind: "ready", source: "adopted" };
const served: Readiness = { kind: "ready", source: "controller" };

test.each<[Readiness, ReadinessInput, boolean, Readiness]>([
  [waiting, "alone", false, waiting],
  [waiting, "alone", true, adopted],
  [waiting, "table-complete", false, served],
  [waiting, "table-complete", true, served],
  [adopted, "table-complete", true, served],
  [adopted, "alone", true, adopted],
  [served, "alone", true, served],
  [served, "alone", false, served],
])("nextReadiness of %o at %s, adopted: %s", (before, input, isAdopted, after) => {
  expect(nextReadiness(before, input, isAdopted)).toEqual(after);
});

describe("tableCheck", () => {
  test("passes once there is a table, an empty one too", () => {
    expect(tableCheck(served, 0)).toEqual({
      ok: true,
      message: "0 redirects, from the controller",
    });
    expect(tableCheck(adopted, 3).message).toBe("3 redirects, adopted from an earlier agent");
  });
  test("fails before", () => {
    expect(tableCheck(waiting, 0).ok).toBe(false);
  });
});

test("controllerCheck says for how long the agent is alone, and never fails", () => {
  expect(controllerCheck(false, 12.9)).toEqual({ ok: true, message: "alone for 12 s" });
  expect(controllerCheck(true, 0)).toEqual({ ok: true, message: "served" });
});
