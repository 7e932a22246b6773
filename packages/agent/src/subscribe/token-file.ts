import { readFileSync } from "node:fs";
import { bad, good, readTokenClaims } from "@localredirect/process/light";
import type { Result } from "@localredirect/process/light";

/** A bearer token as its file holds it. */
export interface BearerToken {
  /** Secret: never in a log or in the text of an error. */
  readonly text: string;
  /** In milliseconds since 1970; undefined: it does not say, as only JSON Web Tokens do. */
  readonly expiresAt: number | undefined;
}

/** A controller of ours reads no longer one. */
const longestToken = 16_384;

/** A `b64token` (RFC 6750). gRPC refuses many others too, but with the token in its message. */
const bearerToken = /^[A-Za-z0-9._~+/-]+=*$/;

/** Reads a file that holds a token and nothing else but white space around it. */
export function readTokenFile(file: string): Result<BearerToken> {
  const content = readText(file);
  if (!content.ok) return content;
  const text = content.value.trim();
  if (text === "") return bad(`The token file ${file} is empty`);
  if (text.length > longestToken) {
    return bad(`The token file ${file} has ${text.length} characters, more than ${longestToken}`);
  }
  return bearerToken.test(text)
    ? good({ text, expiresAt: readTokenClaims(text)?.expiresAt })
    : bad(`The token file ${file} holds more than one token, or none`);
}

/** Whether a token is to be shown in place of one that was: an older one helps nobody. */
export function isNewer(token: BearerToken, shown: BearerToken): boolean {
  if (token.text === shown.text) return false;
  const { expiresAt } = token;
  return expiresAt === undefined || shown.expiresAt === undefined || expiresAt > shown.expiresAt;
}

function readText(file: string): Result<string> {
  try {
    return good(readFileSync(file, "utf8"));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return bad(`Cannot read the token file ${file}: ${reason}`);
  }
}
