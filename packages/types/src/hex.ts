import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";

/** Bytes as lower-case hex digits. */
export function encodeHex(bytes: Uint8Array): string {
  return bytesToHex(bytes);
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
