import { littleEndian, viewOf } from "./byte-order.ts";

/** A u32: the value of `frontends`, the key of every array. */
export function encodeNumber(number: number): Uint8Array {
  const bytes = new Uint8Array(4);
  viewOf(bytes).setUint32(0, number, littleEndian);
  return bytes;
}

/** Reads a u32. */
export function decodeNumber(bytes: Uint8Array): number {
  return viewOf(bytes).getUint32(0, littleEndian);
}
