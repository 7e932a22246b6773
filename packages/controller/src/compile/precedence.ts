import type { LocalRedirectPolicy } from "@localredirect/types";

/** What precedence depends on. */
export type Aged = Pick<LocalRedirectPolicy, "metadata">;

/**
 * Orders policies by precedence: the oldest first; one without a creation timestamp counts as the
 * newest; equally old ones by name.
 */
export function comparePrecedence(a: Aged, b: Aged): number {
  const { creationTimestamp: createdA, name: nameA } = a.metadata;
  const { creationTimestamp: createdB, name: nameB } = b.metadata;
  if (createdA !== createdB) {
    if (createdA === undefined) return 1;
    if (createdB === undefined) return -1;
    return createdA < createdB ? -1 : 1;
  }
  return nameA < nameB ? -1 : Number(nameA > nameB);
}
