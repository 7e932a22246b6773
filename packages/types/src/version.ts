import { sha256 } from "@noble/hashes/sha2.js";

import { canonicalFrontend, canonicalRedirect } from "./canonical-redirect.ts";
import type { Frontend } from "./frontend.ts";
import { encodeHex } from "./hex.ts";
import type { Redirect } from "./redirect.ts";

/** A redirect's key on the wire, from its frontend: 8 bytes as 16 lower-case hex digits. */
export type RedirectId = string;

/** A redirect's content hash: 16 bytes as 32 lower-case hex digits. Equal content, equal version. */
export type Version = string;

/** Bytes of a RedirectId. */
export const redirectIdLength = 8;

/** Bytes of a Version and of a Digest. */
export const versionLength = 16;

/** The id of the redirect of a frontend: the first 8 bytes of SHA-256 of its canonical bytes. */
export function redirectId(frontend: Frontend): RedirectId {
  return hash(canonicalFrontend(frontend), redirectIdLength);
}

/**
 * The version of a redirect: the first 16 bytes of SHA-256 of its canonical bytes.
 * @throws {RangeError} when an address is none or a text longer than 65535 bytes.
 */
export function redirectVersion(redirect: Redirect): Version {
  return hash(canonicalRedirect(redirect), versionLength);
}

function hash(bytes: Uint8Array, length: number): string {
  return encodeHex(sha256(bytes).subarray(0, length));
}
