import type { google } from "../generated/wire.js";
import { invalid } from "./wire-error.ts";
import type { WireInteger } from "./fields.ts";

type WireTimestamp = google.protobuf.Timestamp.$Properties;

/** The last second of the year 9999, the end of what a Timestamp may say. */
const lastSecond = 253_402_300_799;

/**
 * A time in milliseconds since 1970 as a Timestamp; fractions count, to the nanosecond as far as a
 * double has them.
 * @throws {RangeError} when the time is before 1970 or after the year 9999.
 */
export function encodeTimestamp(milliseconds: number | undefined): WireTimestamp | null {
  if (milliseconds === undefined) return null;
  const seconds = Math.floor(milliseconds / 1000);
  if (!(seconds >= 0 && seconds <= lastSecond)) {
    throw new RangeError(`A time of ${milliseconds} ms is not within 1970 to 9999`);
  }
  const nanos = Math.min(Math.round((milliseconds - seconds * 1000) * 1e6), 999_999_999);
  return { seconds, nanos };
}

/** The time in milliseconds since 1970. Undefined: absent. */
export function readTimestamp(
  value: WireTimestamp | null | undefined,
  path: string,
): number | undefined {
  if (value === null || value === undefined) return undefined;
  const seconds = toNumber(value.seconds ?? 0);
  const nanos = value.nanos ?? 0;
  if (seconds < 0 || seconds > lastSecond || nanos < 0 || nanos > 999_999_999) {
    throw invalid(path, `Is ${seconds} s and ${nanos} ns, not within 1970 to 9999`);
  }
  return seconds * 1000 + nanos / 1e6;
}

function toNumber(value: WireInteger): number {
  return typeof value === "number" ? value : value.toNumber();
}
