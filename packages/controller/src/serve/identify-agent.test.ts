import { Metadata } from "@grpc/grpc-js";
import { expect, test } from "vitest";

import { identifyAgent } from "./identify-agent.ts";

test("identifyAgent takes the token out of the call, which would hold it for as long as it lives", async () => {
  const metadata = new Metadata();
  metadata.set("authorization", "Bearer secret");
  metadata.set("user-agent", "test");
  const verified: string[] = [];
  const holder = { node: "node-1", expiresAt: 1 };
  const verify = (token: string) => {
    verified.push(token);
    return Promise.resolve({ ok: true, holder } as const);
  };
  const found = await identifyAgent({ kind: "anonymous" }, metadata, verify);
  expect(found).toEqual({ ok: true, peer: { kind: "token", ...holder } });
  expect(verified).toEqual(["secret"]);
  expect(metadata.getMap()).toEqual({ "user-agent": "test" });
});
