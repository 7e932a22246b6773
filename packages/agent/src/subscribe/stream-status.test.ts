import { status } from "@grpc/grpc-js";
import { expect, test } from "vitest";
import { streamEnd } from "./stream-status.ts";

test.each([
  [status.UNAVAILABLE, "connect ECONNREFUSED", "UNAVAILABLE: connect ECONNREFUSED"],
  [status.OK, "", "OK"],
  [status.PERMISSION_DENIED, "node-2", "PERMISSION_DENIED: node-2; the certificate or token"],
  [status.UNIMPLEMENTED, "", "UNIMPLEMENTED; what answers there is no localredirect controller"],
])("streamEnd names code %i, its details and what to do", (code, details, reason) => {
  expect(streamEnd(code, details).reason).toContain(reason);
});

test.each([
  [status.INVALID_ARGUMENT, true],
  [status.UNAVAILABLE, false],
  [status.OK, false],
])("streamEnd of code %i: the agent broke the protocol: %s", (code, broken) => {
  expect(streamEnd(code, "").broken).toBe(broken);
});
