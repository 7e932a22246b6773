import { addressBytes } from "@localredirect/types/tables";
import type { Destination } from "./destination.ts";
import { littleEndian, viewOf } from "./encode/byte-order.ts";

const factors = [0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f, 0x9e3779b1] as const;
const portFactor = 0x165667b1;
const mixFactor = 0x2c1b3c6d;

/** The bit of FILTER_BITS that stands for a destination: `filter_bit` of bpf/filter.h. */
export function filterBit({ address, port }: Destination): number {
  const view = viewOf(addressBytes(address));
  // The programs load these words and the port from network order without swapping them.
  const portAsLoaded = ((port & 0xff) << 8) | (port >>> 8);
  let hash = Math.imul(portAsLoaded, portFactor);
  for (const [index, factor] of factors.entries()) {
    hash += Math.imul(view.getUint32(4 * index, littleEndian), factor);
  }
  hash >>>= 0;
  hash = Math.imul(hash ^ (hash >>> 15), mixFactor);
  return hash >>> 12;
}
