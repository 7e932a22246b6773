import { describe, expect, test } from "vitest";

import { agentProblem, certificateIdentity, isObserver } from "./agent-identity.ts";

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

describe("agentProblem", () => {
  test.each([
    ["DNS:node-1", undefined],
    ["DNS:node-2", "Hello is from node 'node-1', the client certificate names 'node-2'"],
    ["URI:node-1", "Hello is from node 'node-1', the client certificate names no DNS name"],
    ["DNS:*", "Hello is from node 'node-1', the client certificate names '*'"],
  ])("of a certificate with %s", (names, problem) => {
    expect(agentProblem(certificateIdentity(names), "node-1")).toBe(problem);
  });

  test("believes a local peer", () => {
    expect(agentProblem({ kind: "local" }, "node-1")).toBeUndefined();
  });
});

test.each([
  ["URI:localredirect:observer", true],
  ["DNS:localredirect:observer", false],
  ["URI:localredirect:observers", false],
])("isObserver of a certificate with %s is %s", (names, expected) => {
  expect(isObserver(certificateIdentity(names))).toBe(expected);
});
