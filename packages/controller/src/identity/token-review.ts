import type { TokenClaims } from "@localredirect/process";
import { z } from "zod";

import { refusal } from "./identity-refusal.ts";
import type { IdentityRefusal } from "./identity-refusal.ts";

/** A ServiceAccount. */
export interface ServiceAccount {
  readonly namespace: string;
  readonly name: string;
}

/** Whose tokens count. */
export interface TokenRules {
  /** What a token must be meant for. */
  readonly audience: string;
  /** Whose it must be. */
  readonly serviceAccount: ServiceAccount;
}

/** The agent of a node, as its token proves. */
export interface TokenHolder {
  readonly node: string;
  /** When the token expires, in milliseconds since 1970. */
  readonly expiresAt: number;
}

/** What came of a token. */
export type TokenVerdict =
  | { readonly ok: true; readonly holder: TokenHolder }
  | { readonly ok: false; readonly refusal: IdentityRefusal };

/** Where Kubernetes (1.30 and newer) says the node of the pod that a token is bound to. */
const nodeKey = "authentication.kubernetes.io/node-name";

/** Of the API server's own words, as many characters as say what it means. */
const mostQuoted = 200;

const reviewSchema = z.object({
  status: z.object({
    authenticated: z.boolean().default(false),
    user: z
      .object({
        username: z.string().default(""),
        extra: z.record(z.string(), z.array(z.string())).default({}),
      })
      .optional(),
    audiences: z.array(z.string()).default([]),
    error: z.string().default(""),
  }),
});

/** The answer to a TokenReview. */
export interface TokenReview {
  readonly authenticated: boolean;
  readonly user: TokenUser | undefined;
  /** Those of the asked ones for which the token is meant. */
  readonly audiences: readonly string[];
  /** Why it is not authenticated, in words. */
  readonly error: string;
}

/** Whom the API server takes the token's holder for. */
export interface TokenUser {
  readonly username: string;
  readonly extra: Readonly<Record<string, readonly string[]>>;
}

/** The body of a request for a TokenReview (authentication.k8s.io/v1). */
export function tokenReviewRequest(token: string, audience: string): object {
  return {
    apiVersion: "authentication.k8s.io/v1",
    kind: "TokenReview",
    spec: { token, audiences: [audience] },
  };
}

/** Reads the answer; undefined: it is not what an API server answers. */
export function readTokenReview(answer: unknown): TokenReview | undefined {
  const status = reviewSchema.safeParse(answer).data?.status;
  return status === undefined ? undefined : { ...status, user: status.user };
}

/**
 * Whose a token is, by what the API server says of it.
 *
 * @param claims - what the token says itself: true where the API server has authenticated it,
 *   otherwise of use only to say what is wrong with it
 * @param now - in milliseconds since 1970
 */
export function judgeReview(
  review: TokenReview,
  claims: TokenClaims,
  rules: TokenRules,
  now: number,
): TokenVerdict {
  const { authenticated, audiences, user } = review;
  // An API server that knows no audiences answers without any: the token is meant for itself.
  if (!authenticated || !audiences.includes(rules.audience)) {
    return refused(unauthenticated(review, claims, rules, now));
  }
  const wanted = userOf(rules.serviceAccount);
  if (user?.username !== wanted) {
    const name = user?.username ?? "";
    return refused(
      refusal("wrong_user", `The token is of ${name}, agents' tokens are of ${wanted}`),
    );
  }
  const node = user.extra[nodeKey]?.[0];
  if (node === undefined || node === "") {
    const why = "it is not bound to a pod, or Kubernetes is older than 1.30";
    return refused(refusal("no_node", `The token says no node (${nodeKey}): ${why}`));
  }
  return { ok: true, holder: { node, expiresAt: claims.expiresAt } };
}

function unauthenticated(
  { error }: TokenReview,
  claims: TokenClaims,
  { audience }: TokenRules,
  now: number,
): IdentityRefusal {
  if (!claims.audiences.includes(audience)) {
    const theirs = claims.audiences.map((each) => `'${each}'`).join(", ");
    const said = `The token is meant for ${theirs === "" ? "nobody" : theirs}, not '${audience}'`;
    return refusal("wrong_audience", said.slice(0, mostQuoted));
  }
  if (claims.expiresAt <= now) {
    const at = new Date(claims.expiresAt).toISOString();
    return refusal("expired", `The token expired at ${at}`);
  }
  const words = error === "" ? "" : `: ${error.slice(0, mostQuoted)}`;
  return refusal("invalid_token", `The API server does not accept the token${words}`);
}

function refused(reason: IdentityRefusal): TokenVerdict {
  return { ok: false, refusal: reason };
}

function userOf({ namespace, name }: ServiceAccount): string {
  return `system:serviceaccount:${namespace}:${name}`;
}
