/** How a peer broke the protocol; the values of the metric's label `reason`. */
export type ViolationCode =
  /** Bytes that are no message, or a field out of bounds. */
  | "malformed"
  /** A message that may not come here. */
  | "out_of_order"
  /** More nodes or redirects than any replica has. */
  | "too_much"
  /** No Welcome, or no end of the snapshot, for too long. */
  | "too_slow";

/** A peer broke the protocol, and its stream is to end. */
export class PeerViolation extends Error {
  override readonly name = "PeerViolation";
  readonly code: ViolationCode;

  constructor(code: ViolationCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
