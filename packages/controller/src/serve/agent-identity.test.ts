import { describe, expect, test } from "vitest";

import { agentRefusal, certificateIdentity, isObserver } from "./agent-identity.ts";

describe("certificateIdentity", () => {
  test.each([
    [undefined, [], []],
    ["", [], []],
    ["DNS:node-1", ["node-1"], []],
    [
      "DNS:node-1, DNS:node-2, URI:localredirect:observer",
      ["node-1", "node-2"],
      ["localredirect:observer"],
    ],
    ["IP Address:127.0.0.1, DNS:node-1, email:a@b", ["node-1"], []],
    // Node quotes what could be taken for something else; nothing inside counts, nor what follows
    // an entry that cannot be read.
    ['URI:"a, DNS:node-1", DNS:node-2', ["node-2"], []],
    ['URI:"a\\", DNS:node-1", DNS:node-2', ["node-2"], []],
    ['DNS:"node-1\\u0000"', [], []],
    ['URI:"unclosed, DNS:node-1', [], []],
  ])("reads %j", (names, dns, uri) => {
    const expected = { kind: "certificate", dns: new Set(dns), uri: new Set(uri) };
    expect(certificateIdentity(names)).toEqual(expected);
  });
});

describe("agentRefusal", () => {
  test.each([
    ["DNS:node-1", undefined],
    ["DNS:node-2", "Hello is from node 'node-1', the client certificate names 'node-2'"],
    ["URI:node-1", "Hello is from node 'node-1', the client certificate names no DNS name"],
    ["DNS:*", "Hello is from node 'node-1', the client certificate names '*'"],
  ])("of a certificate with %s", (names, details) => {
    const refusal = agentRefusal(certificateIdentity(names), "node-1");
    expect(refusal?.details).toBe(details);
    expect(refusal?.reason).toBe(details === undefined ? undefined : "node_mismatch");
  });

  test("takes a token for its own node only", () => {
    const peer = { kind: "token", node: "node-1", expiresAt: 0 } as const;
    expect(agentRefusal(peer, "node-1")).toBeUndefined();
    expect(agentRefusal(peer, "node-2")).toEqual({
      reason: "node_mismatch",
      code: "PERMISSION_DENIED",
      details: "Hello is from node 'node-2', the token is of node 'node-1'",
    });
  });

  test("believes a local peer, and nobody of whom nothing is known", () => {
    expect(agentRefusal({ kind: "local" }, "node-1")).toBeUndefined();
    expect(agentRefusal({ kind: "anonymous" }, "node-1")).toMatchObject({
      reason: "no_token",
      code: "UNAUTHENTICATED",
    });
  });
});

test.each([
  ["URI:localredirect:observer", true],
  ["DNS:localredirect:observer", false],
  ["URI:localredirect:observers", false],
])("isObserver of a certificate with %s is %s", (names, expected) => {
  expect(isObserver(certificateIdentity(names))).toBe(expected);
});

test("isObserver of an agent with a token, or of anybody, is false", () => {
  expect(isObserver({ kind: "token", node: "localredirect:observer", expiresAt: 0 })).toBe(false);
  expect(isObserver({ kind: "anonymous" })).toBe(false);
});
