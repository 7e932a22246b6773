/** One thing that is wrong with a manifest. */
export interface Problem {
  /** The field, as `spec.frontend.serviceMatcher.toPorts[1].port`; empty: the whole. */
  readonly path: string;
  /** Sentence case, with what is there and what it must be. */
  readonly reason: string;
}

/** Longest key that is written out in a path; a manifest may hold absurd ones. */
const maximumKeyLength = 100;

/**
 * A path from its parts: `a.b[3]`, and as Kubernetes writes it, `labels[example.org/name]` for a key
 * that is no plain word.
 */
export function formatPath(parts: readonly PropertyKey[]): string {
  let path = "";
  for (const part of parts) path = joinPath(path, formatPart(part));
  return path;
}

/** A path below another one. */
export function joinPath(outer: string, inner: string): string {
  const separator = outer === "" || inner === "" || inner.startsWith("[") ? "" : ".";
  return outer + separator + inner;
}

/** A problem of a part, as seen from the whole. */
export function problemWithin(outer: string, problem: Problem): Problem {
  return { path: joinPath(outer, problem.path), reason: problem.reason };
}

function formatPart(part: PropertyKey): string {
  if (typeof part === "number") return `[${part}]`;
  const key = String(part);
  if (/^[A-Za-z_][A-Za-z0-9_]{0,62}$/.test(key)) return key;
  return `[${key.length > maximumKeyLength ? `${key.slice(0, maximumKeyLength)}…` : key}]`;
}
