import type { PolicyStatus } from "@localredirect/types";
import { expect, test } from "vitest";

import { conditionOf, readStatusObject, statusObject } from "./status-object.ts";
import { statusWith } from "./testing/status-objects.ts";

test("readStatusObject reads what is written", () => {
  const status = statusWith();
  expect(readStatusObject(JSON.parse(JSON.stringify(status)))).toEqual(status);
});

test.each([[undefined], [null], ["text"], [7], [[]]])("readStatusObject of %j is none", (value) => {
  expect(readStatusObject(value)).toBeUndefined();
});

test("readStatusObject leaves out what it cannot read, and conditions of others", () => {
  const [accepted, ...others] = statusWith().conditions;
  const conditions = [{ ...accepted, type: "Others" }, { type: "Ready" }, 7, accepted, ...others];
  const read = readStatusObject({
    ...statusWith(),
    backends: "5",
    nodes: { wanted: 1 },
    conditions,
  });
  expect(read).toEqual({ ...statusWith(), backends: undefined, nodes: undefined });
  expect(conditionOf(read, "Others")).toBeUndefined();
});

test("statusObject writes times to the second, and no frontend where none is known", () => {
  const status: PolicyStatus = {
    name: "web",
    uid: "uid",
    generation: 1,
    enabled: true,
    frontend: "",
    serviceId: undefined,
    conditions: [
      {
        type: "Accepted",
        status: "False",
        reason: "Invalid",
        message: "m".repeat(40_000),
        observedGeneration: 1,
        lastTransitionTime: Date.UTC(2026, 0, 1, 0, 0, 1, 999),
      },
    ],
    nodesWanted: 0,
    nodesProgrammed: 0,
    backends: 0,
    origin: "",
  };
  const object = statusObject(status);
  expect(object.frontend).toBeUndefined();
  expect(object.conditions[0]?.lastTransitionTime).toBe("2026-01-01T00:00:01Z");
  expect(object.conditions[0]?.message.length).toBeLessThanOrEqual(32_768);
});
