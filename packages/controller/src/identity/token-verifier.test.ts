import { describe, expect, test } from "vitest";

import type { TokenReview } from "./token-review.ts";
import { TokenVerifier } from "./token-verifier.ts";

const nodeKey = "authentication.kubernetes.io/node-name";

function tokenOf(name: string, expiresAt = 2_000_000): string {
  const claims = { exp: expiresAt / 1000, aud: ["localredirect"], sub: name };
  return `h.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.s`;
}

const good: TokenReview = {
  authenticated: true,
  user: { username: "system:serviceaccount:ns:agent", extra: { [nodeKey]: ["node-1"] } },
  audiences: ["localredirect"],
  error: "",
};

/** An API server whose answers the test gives. */
class Reviews {
  now = 1_000_000;
  readonly asked: string[] = [];
  readonly outages: string[] = [];
  readonly #pending: PromiseWithResolvers<TokenReview>[] = [];
  readonly verifier: TokenVerifier = new TokenVerifier({
    rules: { audience: "localredirect", serviceAccount: { namespace: "ns", name: "agent" } },
    review: (token) => {
      this.asked.push(token);
      const answer = Promise.withResolvers<TokenReview>();
      this.#pending.push(answer);
      return answer.promise;
    },
    onOutage: (error) => {
      this.outages.push(error instanceof Error ? error.message : "over");
    },
    now: () => this.now,
  });

  answer(review: TokenReview): void {
    this.#pending.shift()?.resolve(review);
  }

  fail(): void {
    this.#pending.shift()?.reject(new Error("Unreachable"));
  }
}

describe("TokenVerifier", () => {
  test("asks once for who comes at once, and not again within a minute", async () => {
    const reviews = new Reviews();
    const token = tokenOf("a");
    const both = [reviews.verifier.verify(token), reviews.verifier.verify(token)];
    reviews.answer(good);
    const [first, second] = await Promise.all(both);
    expect(first).toMatchObject({ ok: true, holder: { node: "node-1", expiresAt: 2_000_000 } });
    expect(second).toBe(first);
    reviews.now += 59_999;
    expect(await reviews.verifier.verify(token)).toBe(first);
    expect(reviews.asked).toEqual([token]);
    reviews.now += 1;
    void reviews.verifier.verify(token);
    expect(reviews.asked).toEqual([token, token]);
  });

  test("remembers nobody beyond the token's expiry", async () => {
    const reviews = new Reviews();
    const token = tokenOf("a", reviews.now + 1000);
    const verdict = reviews.verifier.verify(token);
    reviews.answer(good);
    await verdict;
    reviews.now += 1000;
    void reviews.verifier.verify(token);
    expect(reviews.asked).toHaveLength(2);
  });

  test("asks again for a token that was refused", async () => {
    const reviews = new Reviews();
    const token = tokenOf("a");
    const verdict = reviews.verifier.verify(token);
    reviews.answer({ ...good, authenticated: false });
    expect(await verdict).toMatchObject({ ok: false, refusal: { reason: "invalid_token" } });
    void reviews.verifier.verify(token);
    expect(reviews.asked).toHaveLength(2);
  });

  test("tells an outage once, and refuses so that agents try again", async () => {
    const reviews = new Reviews();
    for (const name of ["a", "b"]) {
      const verdict = reviews.verifier.verify(tokenOf(name));
      reviews.fail();
      expect(await verdict).toMatchObject({
        refusal: { reason: "review_failed", code: "UNAVAILABLE" },
      });
    }
    const verdict = reviews.verifier.verify(tokenOf("a"));
    reviews.answer(good);
    expect(await verdict).toMatchObject({ ok: true });
    expect(reviews.outages).toEqual(["Unreachable", "over"]);
  });

  test("asks for 16 at a time", async () => {
    const reviews = new Reviews();
    const verdicts = Array.from({ length: 20 }, (_, index) =>
      reviews.verifier.verify(tokenOf(String(index))),
    );
    await Promise.resolve();
    expect(reviews.asked).toHaveLength(16);
    reviews.answer(good);
    await verdicts[0];
    await Promise.resolve();
    expect(reviews.asked).toHaveLength(17);
    for (let index = 1; index < 20; index += 1) {
      reviews.answer(good);
      await verdicts[index];
    }
    expect(reviews.asked).toHaveLength(20);
  });

  test.each([
    ["no token", "bearer"],
    ["a token that is too long", tokenOf("x".repeat(16_384))],
  ])("asks nobody about %s", async (_, token) => {
    const reviews = new Reviews();
    expect(await reviews.verifier.verify(token)).toMatchObject({
      refusal: { reason: "malformed_token", code: "UNAUTHENTICATED" },
    });
    expect(reviews.asked).toEqual([]);
  });
});
