import { hexToBytes } from "@noble/hashes/utils.js";

const digits = new TextEncoder().encode("0123456789abcdef");

/**
 * Some few bytes as lower-case hex digits. The text is made at once: one that is joined piece by
 * piece stays in pieces in memory, at seven times the size, and controllers keep very many.
 */
export function encodeHex(bytes: Uint8Array): string {
  const codes: number[] = [];
  for (const byte of bytes) codes.push(digits[byte >>> 4] ?? 0, digits[byte & 15] ?? 0);
  return String.fromCharCode(...codes);
}

/**
 * The bytes of so many hex digits as an id, version or digest has.
 * @throws {RangeError} when the text is not made of exactly that many bytes.
 */
export function decodeHex(hex: string, length: number): Uint8Array {
  if (hex.length !== length * 2) throw new RangeError(`"${hex}" is not ${length} bytes in hex`);
  return hexToBytes(hex);
}

/** As decodeHex; nothing for what is undefined. */
export function decodeOptionalHex(hex: string | undefined, length: number): Uint8Array | null {
  return hex === undefined ? null : decodeHex(hex, length);
}
