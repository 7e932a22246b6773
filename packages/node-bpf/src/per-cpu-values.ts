/** The kernel pads each CPU's value to this many bytes. */
const alignment = 8;

function padded(valueSize: number): number {
  return Math.ceil(valueSize / alignment) * alignment;
}

/** Takes apart what the kernel gives for one key: views, one for each possible CPU. */
export function splitPerCpu(packed: Uint8Array, valueSize: number): Uint8Array[] {
  const stride = padded(valueSize);
  return Array.from({ length: packed.length / stride }, (_, cpu) =>
    packed.subarray(cpu * stride, cpu * stride + valueSize),
  );
}

/**
 * Puts together what the kernel takes for one key.
 *
 * @throws {RangeError} a value has another length than the map's
 */
export function joinPerCpu(values: readonly Uint8Array[], valueSize: number): Uint8Array {
  const stride = padded(valueSize);
  const packed = new Uint8Array(values.length * stride);
  values.forEach((value, cpu) => {
    if (value.length !== valueSize) {
      throw new RangeError(
        `The value of CPU ${cpu} has ${value.length} bytes, the map takes ${valueSize}`,
      );
    }
    packed.set(value, cpu * stride);
  });
  return packed;
}
