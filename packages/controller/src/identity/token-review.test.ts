import { describe, expect, test } from "vitest";

import { judgeReview, readTokenReview, tokenReviewRequest } from "./token-review.ts";
import type { TokenReview, TokenRules } from "./token-review.ts";

const now = 1_000_000;
const rules: TokenRules = {
  audience: "localredirect",
  serviceAccount: { namespace: "localredirect", name: "localredirect-agent" },
};
const claims = { audiences: ["localredirect"], expiresAt: now + 1000 };
const username = "system:serviceaccount:localredirect:localredirect-agent";
const nodeKey = "authentication.kubernetes.io/node-name";
const user = { username, extra: { [nodeKey]: ["node-1"] } };
const good: TokenReview = { authenticated: true, user, audiences: ["localredirect"], error: "" };

describe("judgeReview", () => {
  test("takes an agent's token for its node", () => {
    expect(judgeReview(good, claims, rules, now)).toEqual({
      ok: true,
      holder: { node: "node-1", expiresAt: now + 1000 },
    });
  });

  test.each<[string, Partial<TokenReview>, Partial<typeof claims>, string]>([
    [
      "a token for another audience",
      { authenticated: false },
      { audiences: ["vault", "other"] },
      "UNAUTHENTICATED wrong_audience: The token is meant for 'vault', 'other', not 'localredirect'",
    ],
    [
      "an API server that knows no audiences",
      { audiences: [] },
      { audiences: [] },
      "UNAUTHENTICATED wrong_audience: The token is meant for nobody, not 'localredirect'",
    ],
    [
      "an expired token",
      { authenticated: false, error: "service account token has expired" },
      { expiresAt: now },
      "UNAUTHENTICATED expired: The token expired at 1970-01-01T00:16:40.000Z",
    ],
    [
      "a token whose pod is gone",
      { authenticated: false, error: "Token has been invalidated" },
      {},
      "UNAUTHENTICATED invalid_token: The API server does not accept the token: Token has been invalidated",
    ],
    [
      "a token that is authenticated, though not for our audience",
      { audiences: ["other"] },
      {},
      "UNAUTHENTICATED invalid_token: The API server does not accept the token",
    ],
    [
      "another ServiceAccount's token",
      { user: { ...user, username: "system:serviceaccount:default:default" } },
      {},
      `PERMISSION_DENIED wrong_user: The token is of system:serviceaccount:default:default, agents' tokens are of ${username}`,
    ],
    ["nobody's token", { user: undefined }, {}, "PERMISSION_DENIED wrong_user: The token is of ,"],
    [
      "a token that says no node",
      { user: { username, extra: {} } },
      {},
      "it is not bound to a pod, or Kubernetes is older than 1.30",
    ],
    [
      "a token that says an empty node",
      { user: { username, extra: { [nodeKey]: [""] } } },
      {},
      "PERMISSION_DENIED no_node: The token says no node",
    ],
  ])("refuses %s", (_, review, said, expected) => {
    const verdict = judgeReview({ ...good, ...review }, { ...claims, ...said }, rules, now);
    const refusal = verdict.ok ? undefined : verdict.refusal;
    expect(`${refusal?.code} ${refusal?.reason}: ${refusal?.details}`).toContain(expected);
  });
});

test("tokenReviewRequest asks for our audience", () => {
  expect(tokenReviewRequest("t", "a")).toMatchObject({ spec: { token: "t", audiences: ["a"] } });
});

test("readTokenReview reads what is there, and nothing of another answer", () => {
  const nothing = { authenticated: false, user: undefined, audiences: [], error: "" };
  expect(readTokenReview({ status: {} })).toEqual(nothing);
  expect(readTokenReview({ status: good })).toEqual(good);
  expect(readTokenReview({ status: { authenticated: "true" } })).toBeUndefined();
  expect(readTokenReview(undefined)).toBeUndefined();
});
