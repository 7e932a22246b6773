import { endianness } from "node:os";

/** What a global variable can be set to: a C integer or boolean, or bytes of its exact size. */
export type VariableValue = number | bigint | boolean | Uint8Array;

const integerSizes: readonly number[] = [1, 2, 4, 8];

/**
 * The bytes of a global variable, in the machine's byte order.
 *
 * @param size of the variable, in bytes
 * @throws {RangeError} the value does not fit, naming the variable and the bound
 */
export function encodeVariable(name: string, size: number, value: VariableValue): Uint8Array {
  if (value instanceof Uint8Array) return checkedBytes(name, size, value);
  if (typeof value === "number" && !Number.isSafeInteger(value)) {
    throw new RangeError(`Variable ${name} cannot be ${value}: give an integer`);
  }
  if (!integerSizes.includes(size)) {
    throw new RangeError(`Variable ${name} has ${size} bytes: give a Uint8Array`);
  }
  return integerBytes(name, size, BigInt(value));
}

function checkedBytes(name: string, size: number, value: Uint8Array): Uint8Array {
  if (value.length === size) return value;
  throw new RangeError(`Variable ${name} has ${size} bytes, the value given has ${value.length}`);
}

function integerBytes(name: string, size: number, value: bigint): Uint8Array {
  const bits = size * 8;
  const most = 2n ** BigInt(bits) - 1n;
  // BTF tells signed from unsigned only behind typedefs and enums; either range is taken.
  const least = -(2n ** BigInt(bits - 1));
  if (value < least || value > most) {
    throw new RangeError(
      `Variable ${name} of ${size} bytes cannot be ${value}: it takes ${least} to ${most}`,
    );
  }
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt.asUintN(64, value), endianness() === "LE");
  return endianness() === "LE" ? bytes.slice(0, size) : bytes.slice(8 - size);
}
