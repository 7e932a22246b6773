import { addToDigest, emptyDigest, removeFromDigest } from "@localredirect/types";
import type { FrontendKey } from "@localredirect/types";

import type { CompiledRedirect, CompiledTable } from "../node-tables.ts";

/** The table of a node that is not known, or to which no policy applies. */
export const emptyTable: CompiledTable = {
  redirects: new Map<FrontendKey, CompiledRedirect>(),
  digest: emptyDigest,
  causedAt: 0,
};

/** What takes the place of some policies' redirects in a table. */
export interface Replacement {
  /** Whether a policy's present redirects are to go. */
  readonly isStale: (policy: string) => boolean;
  /** The keys are kept: the tables of all nodes are to share them, not to hold as many copies. */
  readonly fresh: ReadonlyMap<FrontendKey, CompiledRedirect>;
  readonly causedAt: number;
}

/**
 * A table with some policies' redirects replaced. What stays equal stays the same value, up to the
 * table itself; what the digest needs is what has changed.
 */
export function replacePolicies(
  before: CompiledTable,
  { isStale, fresh, causedAt }: Replacement,
): CompiledTable {
  const redirects = new Map<FrontendKey, CompiledRedirect>();
  const gone = new Map<FrontendKey, CompiledRedirect>();
  for (const [key, compiled] of before.redirects) {
    const isGone = isStale(compiled.redirect.policy.name);
    (isGone ? gone : redirects).set(key, compiled);
  }
  let { digest } = before;
  let changed = false;
  for (const [key, compiled] of fresh) {
    const old = gone.get(key);
    gone.delete(key);
    if (old !== undefined && isEqual(old, compiled)) {
      redirects.set(key, old);
      continue;
    }
    changed = true;
    redirects.set(key, compiled);
    if (old !== undefined) digest = removeFromDigest(digest, old.version);
    digest = addToDigest(digest, compiled.version);
  }
  for (const { version } of gone.values()) digest = removeFromDigest(digest, version);
  return changed || gone.size > 0 ? { redirects, digest, causedAt } : before;
}

function isEqual(a: CompiledRedirect, b: CompiledRedirect): boolean {
  return a.version === b.version && a.generation === b.generation;
}
