/**
 * How many messages a stream may still send unasked: a bucket that refills with time. Answers to
 * our own messages are bounded by those and cost nothing.
 */
export interface MessageAllowance {
  readonly left: number;
  /** When `left` was true, in milliseconds since 1970. */
  readonly at: number;
}

/** An agent sends a heartbeat every few seconds, and an inventory in some dozen messages. */
const capacity = 100;

/** Per second. */
const refill = 10;

/** Of a new stream. */
export function fullAllowance(now: number): MessageAllowance {
  return { left: capacity, at: now };
}

/** What is left after one message more; undefined: it was one too many. */
export function spend(allowance: MessageAllowance, now: number): MessageAllowance | undefined {
  const gained = (Math.max(now - allowance.at, 0) / 1000) * refill;
  const left = Math.min(capacity, allowance.left + gained) - 1;
  return left < 0 ? undefined : { left, at: now };
}
