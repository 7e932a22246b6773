/**
 * Why bytes are no message: `malformed`: not protobuf of this message at all; `invalid`: a field is
 * missing or out of the bounds that the proto files set.
 */
export type WireErrorCode = "malformed" | "invalid";

/** Bytes from the other side that cannot be taken for a message. */
export class WireError extends Error {
  override readonly name = "WireError";
  readonly code: WireErrorCode;
  /** The field, as `upserts[3].frontend.port`; empty: the message itself. */
  readonly path: string;
  /** What is wrong with it, without the path. */
  readonly reason: string;

  constructor(code: WireErrorCode, path: string, reason: string, options?: ErrorOptions) {
    super(path === "" ? reason : `${path}: ${reason}`, options);
    this.code = code;
    this.path = path;
    this.reason = reason;
  }

  /** The same error as seen from the message that holds the one it arose in. */
  within(outer: string): WireError {
    const separator = this.path === "" || this.path.startsWith("[") ? "" : ".";
    return new WireError(this.code, `${outer}${separator}${this.path}`, this.reason, {
      cause: this.cause,
    });
  }
}

/** The error for a field that is missing or out of bounds. */
export function invalid(path: string, reason: string): WireError {
  return new WireError("invalid", path, reason);
}
