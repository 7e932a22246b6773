/**
 * Lays byte strings of one size behind each other, as the kernel's batch operations take them.
 *
 * @param what names an item in the error, such as "Key"
 * @throws {RangeError} an item has another size
 */
export function pack(items: readonly Uint8Array[], size: number, what: string): Uint8Array {
  const packed = new Uint8Array(items.length * size);
  items.forEach((item, index) => {
    if (item.length !== size) {
      throw new RangeError(`${what} ${index} has ${item.length} bytes, the map takes ${size}`);
    }
    packed.set(item, index * size);
  });
  return packed;
}

/** Views of the `count` items that lie packed behind each other. */
export function unpack(packed: Uint8Array, count: number): Uint8Array[] {
  const size = packed.length / count;
  return Array.from({ length: count }, (_, index) =>
    packed.subarray(index * size, (index + 1) * size),
  );
}
