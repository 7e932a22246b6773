import { expect, test } from "vitest";

import { eventName, eventObject } from "./event-object.ts";

test.each([
  ["web", "web.0123456789abcdef"],
  ["a.b-c", "a.b-c.0123456789abcdef"],
  ["x".repeat(253), `${"x".repeat(236)}.0123456789abcdef`],
  [`${"x".repeat(235)}-y`, `${"x".repeat(235)}.0123456789abcdef`],
])("eventName of %s is a name that the API takes", (name, expected) => {
  const made = eventName({ name, uid: "uid" }, "0123456789abcdef");
  expect(made).toBe(expected);
  expect(made.length).toBeLessThanOrEqual(253);
});

const series = {
  policy: { name: "web", uid: "uid-web" },
  event: { reason: "Refused", type: "Warning", note: "n".repeat(5000) },
  name: "web.1",
  firstAt: 0,
  lastAt: 1500,
  count: 1,
} as const;

test("eventObject is of the policy, by us, and within the API's bounds", () => {
  const object = eventObject(series, "i".repeat(300)) as Record<string, string>; // read below
  expect(object).toMatchObject({
    metadata: { namespace: "default", name: "web.1" },
    eventTime: "1970-01-01T00:00:00.000000Z",
    reason: "Refused",
    regarding: { kind: "LocalRedirectPolicy", name: "web", uid: "uid-web" },
  });
  expect(Buffer.byteLength(object["note"] ?? "")).toBeLessThanOrEqual(1024);
  expect(Buffer.byteLength(object["reportingInstance"] ?? "")).toBeLessThanOrEqual(128);
  expect(object["series"]).toBeUndefined();
});

test("eventObject of one that was counted before it could be written says so", () => {
  expect(eventObject({ ...series, count: 3 }, "one")).toMatchObject({
    series: { count: 3, lastObservedTime: "1970-01-01T00:00:01.500000Z" },
  });
});
