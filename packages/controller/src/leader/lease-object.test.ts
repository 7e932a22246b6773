import { expect, test } from "vitest";

import { ApiError } from "../kubernetes-api/api-connection.ts";
import { leaseObject, readLease } from "./lease-object.ts";

const name = { namespace: "localredirect", name: "localredirect-controller" };
const record = {
  holder: "me",
  duration: 15_000,
  acquireTime: "2026-01-01T00:00:00.000000Z",
  renewTime: "2026-01-01T00:00:02.000000Z",
  transitions: 1,
};

test("readLease reads what leaseObject writes", () => {
  expect(readLease(JSON.stringify(leaseObject(name, record, undefined))).record).toEqual(record);
});

test("leaseObject keeps what others have put into the Lease", () => {
  const before = readLease(
    JSON.stringify({
      metadata: { name: "n", resourceVersion: "7", annotations: { note: "x" } },
      spec: { holderIdentity: "other", preferredHolder: "third" },
    }),
  );
  expect(leaseObject(name, record, before)).toMatchObject({
    metadata: { resourceVersion: "7", annotations: { note: "x" } },
    spec: { holderIdentity: "me", preferredHolder: "third", leaseDurationSeconds: 15 },
  });
});

test.each([
  ["no spec", { metadata: {} }, { holder: undefined, duration: 60_000 }],
  ["an empty holder", { metadata: {}, spec: { holderIdentity: "" } }, { holder: undefined }],
  [
    "a duration of days",
    { metadata: {}, spec: { holderIdentity: "x", leaseDurationSeconds: 1e6 } },
    { holder: "x", duration: 60_000 },
  ],
])("readLease makes the best of %s", (_, object, expected) => {
  expect(readLease(JSON.stringify(object)).record).toMatchObject(expected);
});

test.each(["", "null", "{}", '{"metadata":{},"spec":{"holderIdentity":7}}'])(
  "readLease refuses %j",
  (text) => {
    expect(() => readLease(text)).toThrow(ApiError);
  },
);
