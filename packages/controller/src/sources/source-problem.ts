/** Something in a source that could not be taken as it is. */
export interface SourceProblem {
  /** error: what it says is not in force; notice: nothing is wrong, only ignored. */
  readonly severity: "error" | "notice";
  /** Where: `FILE:LINE`, `FILE`, or the source itself. */
  readonly origin: string;
  /** Which object, `KIND NAMESPACE/NAME`. Undefined: it could not be told, or it is none. */
  readonly object: string | undefined;
  /** The field, as `spec.backend.toPorts[0].port`. Undefined: not about one field. */
  readonly path: string | undefined;
  readonly reason: string;
}

/** Writes a problem as one line for people. */
export function formatSourceProblem(problem: SourceProblem): string {
  const { origin, object, path, reason } = problem;
  return [origin, object, path, reason].filter((part) => part !== undefined).join(": ");
}
