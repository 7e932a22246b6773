import { endianness } from "node:os";

const little = endianness() === "LE";

/** A number as the four bytes of a C __u32. */
export function u32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, little);
  return bytes;
}

/** Numbers as the bytes of C __u64s, one behind the other. */
export function u64(...values: (number | bigint)[]): Uint8Array {
  return new Uint8Array(BigUint64Array.from(values, BigInt).buffer);
}

/** Reads a C __u32. */
export function asU32(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, little);
}

/** Reads a C __u64. */
export function asU64(bytes: Uint8Array, index = 0): bigint {
  return new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(index * 8, little);
}
