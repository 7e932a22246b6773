/** What a bearer token says of itself; nobody has verified it. */
export interface TokenClaims {
  /** For whom it is meant. */
  readonly audiences: readonly string[];
  /** In milliseconds since 1970. */
  readonly expiresAt: number;
}

/**
 * Reads the claims of a JSON Web Token (RFC 7519) without verifying it. Undefined: it is none, or
 * says no expiry.
 */
export function readTokenClaims(token: string): TokenClaims | undefined {
  const [, payload = "", signature] = token.split(".", 4);
  if (signature === undefined) return undefined;
  const claims = parseObject(Buffer.from(payload, "base64url").toString("utf8"));
  const expiry = claims?.["exp"];
  if (typeof expiry !== "number" || !Number.isFinite(expiry)) return undefined;
  return { audiences: audiencesOf(claims?.["aud"]), expiresAt: expiry * 1000 };
}

function audiencesOf(claim: unknown): readonly string[] {
  if (typeof claim === "string") return [claim];
  return Array.isArray(claim) ? claim.filter((each) => typeof each === "string") : [];
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
