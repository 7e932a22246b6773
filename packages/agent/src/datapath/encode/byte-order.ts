/**
 * What is not an address or a port stands in the machine's own order: little-endian on all that the
 * programs are built for (x86-64, arm64).
 */
export const littleEndian = true;

/** A view of exactly these bytes. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
