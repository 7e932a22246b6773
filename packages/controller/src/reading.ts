/** What is wrong with one field of a manifest. */
export interface FieldProblem {
  /** As `spec.ports[0].port`; empty: the manifest itself. */
  readonly path: string;
  readonly reason: string;
}

/** What reading a manifest gives. */
export type Reading<T> =
  | { readonly ok: true; readonly object: T }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };
