/**
 * Reads a resourceVersion, which Kubernetes lets be compared: a decimal number, the revision of
 * etcd. Undefined: it is none, or beyond 2^53, which an etcd that is written to a million times a
 * second reaches after 285 years.
 */
export function parseRevision(text: unknown): number | undefined {
  if (typeof text !== "string" || !/^[0-9]{1,16}$/.test(text)) return undefined;
  const revision = Number(text);
  return Number.isSafeInteger(revision) ? revision : undefined;
}
