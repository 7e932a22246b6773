import { expect, test } from "vitest";

import { readTokenClaims } from "./token-claims.ts";

function tokenOf(payload: string): string {
  return `head.${Buffer.from(payload).toString("base64url")}.signature`;
}

test.each([
  [
    { exp: 1000, aud: ["a", "b"] },
    { audiences: ["a", "b"], expiresAt: 1_000_000 },
  ],
  [
    { exp: 1.5, aud: "a" },
    { audiences: ["a"], expiresAt: 1500 },
  ],
  [
    { exp: 1, aud: [1, "a"] },
    { audiences: ["a"], expiresAt: 1000 },
  ],
  [{ exp: 1 }, { audiences: [], expiresAt: 1000 }],
])("readTokenClaims reads %j", (claims, expected) => {
  expect(readTokenClaims(tokenOf(JSON.stringify(claims)))).toEqual(expected);
});

test.each([
  ["nothing", ""],
  ["one part", "abc"],
  ["two parts", "a.b"],
  ["no base64", "a.*.c"],
  ["no JSON", tokenOf("{")],
  ["no object", tokenOf("7")],
  ["null", tokenOf("null")],
  ["no expiry", tokenOf('{"aud":"a"}')],
  ["an expiry that is no number", tokenOf('{"exp":"1"}')],
])("readTokenClaims takes no token of %s", (_, token) => {
  expect(readTokenClaims(token)).toBeUndefined();
});
