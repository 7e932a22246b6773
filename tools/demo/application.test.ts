import { describe, expect, it } from "vitest";

import { readDnsReply } from "./application.ts";

describe("readDnsReply", () => {
  it.each([
    ['"dns-cache"\n', "dns-cache"],
    [";; communications error to 10.96.0.10#53: timed out\n", undefined],
    ["", undefined],
  ])("reads %j", (output, server) => {
    expect(readDnsReply(output).server).toBe(server);
  });
});
