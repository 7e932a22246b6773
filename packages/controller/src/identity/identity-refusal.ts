/** Why a caller is not whom it would have to be; the values of the metric's label `reason`. */
export const refusalReasons = [
  /** Neither a certificate that we trust nor a token. */
  "no_token",
  /** What was sent as a token is none, or says no expiry. */
  "malformed_token",
  /** The token is meant for somebody else. */
  "wrong_audience",
  /** The token was good once. */
  "expired",
  /** The API server does not know the token, or no longer: its pod or its account is gone. */
  "invalid_token",
  /** The token is not the agents' ServiceAccount's. */
  "wrong_user",
  /** The token says no node: it is not bound to a pod, or Kubernetes is older than 1.30. */
  "no_node",
  /** The certificate or the token is another node's than Hello's. */
  "node_mismatch",
  /** The API server cannot be asked now. */
  "review_failed",
] as const;

/** One of refusalReasons. */
export type RefusalReason = (typeof refusalReasons)[number];

/** A caller that is not let in. */
export interface IdentityRefusal {
  readonly reason: RefusalReason;
  /** The stream's status, as tables.proto has it. */
  readonly code: "UNAUTHENTICATED" | "PERMISSION_DENIED" | "UNAVAILABLE";
  /** For people, at the caller's side too: it says nothing that the caller may not know. */
  readonly details: string;
}

/** The status of each reason: who it is, whether it may, or that this cannot be told now. */
const codes: Readonly<Record<RefusalReason, IdentityRefusal["code"]>> = {
  no_token: "UNAUTHENTICATED",
  malformed_token: "UNAUTHENTICATED",
  wrong_audience: "UNAUTHENTICATED",
  expired: "UNAUTHENTICATED",
  invalid_token: "UNAUTHENTICATED",
  wrong_user: "PERMISSION_DENIED",
  no_node: "PERMISSION_DENIED",
  node_mismatch: "PERMISSION_DENIED",
  review_failed: "UNAVAILABLE",
};

/** A refusal for a reason. */
export function refusal(reason: RefusalReason, details: string): IdentityRefusal {
  return { reason, code: codes[reason], details };
}
