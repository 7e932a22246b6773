import { createHash } from "node:crypto";

import { readTokenClaims } from "@localredirect/process";
import type { TokenClaims } from "@localredirect/process";

import { Turnstile } from "../turnstile.ts";
import { refusal } from "./identity-refusal.ts";
import { judgeReview } from "./token-review.ts";
import type { TokenReview, TokenRules, TokenVerdict } from "./token-review.ts";

/**
 * Asks an API server for a TokenReview.
 *
 * @throws when it cannot be asked
 */
export type ReviewToken = (token: string, signal: AbortSignal) => Promise<TokenReview>;

/** What a verifier works with. */
export interface TokenVerifierOptions {
  readonly rules: TokenRules;
  readonly review: ReviewToken;
  /** Hears of reviews that fail, and with undefined that they work again; not of each one. */
  readonly onOutage: (error: unknown) => void;
  /** In milliseconds since 1970. */
  readonly now?: () => number;
}

/**
 * How long a good answer counts for further streams, in milliseconds. A token whose pod is gone is
 * refused after this; what stands is not cut by it anyway.
 */
const goodFor = 60_000;

/** Three times the nodes of a large cluster. */
const mostRemembered = 16_384;

/** An API server takes some milliseconds for each; more at once only wait there. */
const mostAtOnce = 16;

/** Who waits behind so many others has long been given up by its agent. */
const mostWaiting = 16_384;

/** How long an answer may take, in milliseconds. */
const reviewPatience = 10_000;

/** Kubernetes' tokens have 1 to 2 KiB. */
const longestToken = 16_384;

interface Remembered {
  readonly verdict: TokenVerdict;
  readonly until: number;
}

/**
 * Finds out whose tokens are. Good answers are remembered for a minute by the tokens' hashes; who
 * asks for a token that is just being asked for waits for the same answer. No token is kept.
 */
export class TokenVerifier {
  readonly #options: TokenVerifierOptions;
  readonly #now: () => number;
  /** The oldest first. */
  readonly #remembered = new Map<string, Remembered>();
  readonly #asked = new Map<string, Promise<TokenVerdict>>();
  readonly #turnstile = new Turnstile(mostAtOnce);
  readonly #stop = new AbortController();
  #isOut = false;

  constructor(options: TokenVerifierOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /** Tokens that wait until those before them have been reviewed; 16,384 at most. */
  get waiting(): number {
    return this.#turnstile.waiting;
  }

  /** Whose a token is. Never rejects: where nobody can tell, the refusal is `review_failed`. */
  async verify(token: string): Promise<TokenVerdict> {
    const claims = token.length > longestToken ? undefined : readTokenClaims(token);
    if (claims === undefined) {
      return { ok: false, refusal: refusal("malformed_token", "The token is no JSON Web Token") };
    }
    const key = createHash("sha256").update(token).digest("base64");
    const remembered = this.#remembered.get(key);
    if (remembered !== undefined && this.#now() < remembered.until) return remembered.verdict;
    const asked = this.#asked.get(key) ?? this.#ask(token, key, claims);
    this.#asked.set(key, asked);
    return asked;
  }

  /** Lets nobody wait any longer. */
  close(): void {
    this.#stop.abort();
  }

  async #ask(token: string, key: string, claims: TokenClaims): Promise<TokenVerdict> {
    try {
      const verdict = await this.#inTurn(() => this.#review(token, claims));
      if (verdict.ok) this.#remember(key, verdict, claims.expiresAt);
      return verdict;
    } finally {
      this.#asked.delete(key);
    }
  }

  async #review(token: string, claims: TokenClaims): Promise<TokenVerdict> {
    const { review, rules } = this.#options;
    const signal = AbortSignal.any([this.#stop.signal, AbortSignal.timeout(reviewPatience)]);
    try {
      const answer = await review(token, signal);
      this.#tellOutage(undefined);
      return judgeReview(answer, claims, rules, this.#now());
    } catch (error) {
      this.#tellOutage(error);
      return unanswered("The API server cannot be asked about the token now; try again");
    }
  }

  #remember(key: string, verdict: TokenVerdict, expiresAt: number): void {
    this.#remembered.delete(key);
    const until = Math.min(this.#now() + goodFor, expiresAt);
    this.#remembered.set(key, { verdict, until });
    const [oldest] = this.#remembered.keys();
    if (this.#remembered.size > mostRemembered && oldest !== undefined) {
      this.#remembered.delete(oldest);
    }
  }

  async #inTurn(action: () => Promise<TokenVerdict>): Promise<TokenVerdict> {
    return this.waiting < mostWaiting
      ? this.#turnstile.run(action)
      : unanswered("Too many tokens wait for their review; try again");
  }

  /** Once when it begins, and once when it ends. */
  #tellOutage(error: unknown): void {
    const isOut = error !== undefined;
    if (isOut === this.#isOut || this.#stop.signal.aborted) return;
    this.#isOut = isOut;
    this.#options.onOutage(error);
  }
}

function unanswered(details: string): TokenVerdict {
  return { ok: false, refusal: refusal("review_failed", details) };
}
