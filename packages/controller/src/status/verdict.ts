import type { ConditionReason, ConditionStatus } from "@localredirect/types";

/** A condition without its type, its generation and its time. */
export interface Verdict {
  readonly status: ConditionStatus;
  readonly reason: ConditionReason;
  /** For people: what holds, and what to do about it. */
  readonly message: string;
}
