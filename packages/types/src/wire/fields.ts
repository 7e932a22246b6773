import { encodeHex } from "../hex.ts";
import { invalid, WireError } from "./wire-error.ts";

/** A 64-bit number as the generated code returns it. */
export type WireInteger = number | { toNumber(): number };

const encoder = new TextEncoder();

/** A field that must be there. */
export function readPresent<Value>(value: Value | null | undefined, path: string): Value {
  if (value === null || value === undefined) throw invalid(path, "Is missing");
  return value;
}

/** Bytes of a fixed length, as lower-case hex digits. */
export function readHex(
  value: Uint8Array | null | undefined,
  length: number,
  path: string,
): string {
  const bytes = readPresent(value, path);
  if (bytes.length !== length) {
    throw invalid(path, `Has ${bytes.length} bytes, not ${length}`);
  }
  return encodeHex(bytes);
}

/** As readHex, of a field that may be absent. */
export function readOptionalHex(
  value: Uint8Array | null | undefined,
  length: number,
  path: string,
): string | undefined {
  return value === null || value === undefined || value.length === 0
    ? undefined
    : readHex(value, length, path);
}

/** A text of at most so many bytes of UTF-8; an absent one is empty. */
export function readText(value: string | null | undefined, maximum: number, path: string): string {
  const text = value ?? "";
  // Three bytes at most for each UTF-16 unit: only what comes near the bound is counted.
  if (text.length * 3 > maximum) {
    const length = encoder.encode(text).length;
    if (length > maximum) throw invalid(path, `Has ${length} bytes, more than ${maximum}`);
  }
  return text;
}

/** As readText, and not empty. */
export function readName(value: string | null | undefined, maximum: number, path: string): string {
  const text = readText(value, maximum, path);
  if (text === "") throw invalid(path, "Is empty");
  return text;
}

/** A whole number from 0 to 2^53 - 1; an absent one is 0. */
export function readInteger(value: WireInteger | null | undefined, path: string): number {
  const number = typeof value === "object" ? (value?.toNumber() ?? 0) : (value ?? 0);
  if (!Number.isSafeInteger(number) || number < 0) {
    throw invalid(path, `Is ${number}, not within 0 to 2^53 - 1`);
  }
  return number;
}

/** A port, 1 to 65535. */
export function readPort(value: number | null | undefined, path: string): number {
  const port = value ?? 0;
  if (port < 1 || port > 65_535) throw invalid(path, `Is ${port}, not within 1 to 65535`);
  return port;
}

/** What reads a list's items, and how many of them there may be. */
export interface ListReader<Item, Result> {
  /** Undefined: no bound but the message's own size. */
  readonly maximum?: number;
  readonly readItem: (item: Item) => Result;
}

/** A list; an error of an item names its place. */
export function readList<Item, Result>(
  value: readonly Item[] | null | undefined,
  path: string,
  reader: ListReader<Item, Result>,
): readonly Result[] {
  const items = value ?? [];
  const maximum = reader.maximum ?? Infinity;
  if (items.length > maximum) {
    throw invalid(path, `Has ${items.length} entries, more than ${maximum}`);
  }
  return items.map((item, index) => readWithin(`${path}[${index}]`, () => reader.readItem(item)));
}

/** Runs what reads a nested message, so that its errors are named from outside. */
export function readWithin<Result>(path: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw error instanceof WireError ? error.within(path) : error;
  }
}
