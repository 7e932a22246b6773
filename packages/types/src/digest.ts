import type { Version } from "./version.ts";

/**
 * What a whole table holds, in 16 bytes as 32 lower-case hex digits: the sum of the versions of its
 * redirects modulo 2^128, so that it does not depend on their order and follows each change without
 * a look at the rest.
 */
export type Digest = string;

const modulus = 1n << 128n;

/** The digest of a table without redirects. */
export const emptyDigest: Digest = "0".repeat(32);

/** The digest of a table that has one redirect more. */
export function addToDigest(digest: Digest, version: Version): Digest {
  return toDigest(toNumber(digest) + toNumber(version));
}

/** The digest of a table that has one redirect less. */
export function removeFromDigest(digest: Digest, version: Version): Digest {
  return toDigest(toNumber(digest) - toNumber(version) + modulus);
}

/** The digest of a table with redirects of these versions, in whatever order. */
export function digestOf(versions: Iterable<Version>): Digest {
  let sum = 0n;
  for (const version of versions) sum += toNumber(version);
  return toDigest(sum);
}

function toNumber(hex: string): bigint {
  return BigInt(`0x${hex}`);
}

function toDigest(sum: bigint): Digest {
  return (sum % modulus).toString(16).padStart(32, "0");
}
