import type { Digest, FrontendKey, ReportedRedirect } from "@localredirect/types";

import { KeptValues } from "../kept-values.ts";
import type { AppliedRedirect, CompiledTable } from "../node-tables.ts";

/** More than the redirects of most clusters; beyond so many one begins to keep anew. */
const mostKept = 65_536;

/** What a node should hold. */
export type WantedTable = Pick<CompiledTable, "redirects" | "digest">;

type RedirectsByFrontend = ReadonlyMap<FrontendKey, AppliedRedirect>;

/** What a node's kernel holds. */
export interface AppliedTable {
  readonly applied: RedirectsByFrontend;
  readonly digest: Digest | undefined;
}

/** One value for all equal ones, so that thousands of nodes do not hold as many copies. */
export interface RedirectInterner {
  key(frontend: FrontendKey): FrontendKey;
  redirect(node: string, reported: ReportedRedirect): AppliedRedirect;
  /** The node's table where that is what it holds, as most nodes do most of the time. */
  redirects(node: string, held: AppliedTable): RedirectsByFrontend;
  /** Keeps anew, once values of the tables have taken the place of what was kept. */
  forget(): void;
}

/**
 * Makes an interner. Without a backend of its own, a node has the redirect that all others have.
 *
 * @param table what a node should hold: empty while that is not known
 */
export function internRedirects(table: (node: string) => WantedTable): RedirectInterner {
  const keys = new KeptValues<FrontendKey>(mostKept);
  const redirects = new KeptValues<AppliedRedirect>(mostKept);
  return {
    key: (frontend) => keys.same(frontend, frontend),
    redirect: (node, { frontend, version, policyUid, generation }) => {
      const redirect = { version, policyUid, generation };
      const wanted = table(node).redirects.get(frontend);
      if (wanted !== undefined && isSame(wanted, redirect)) return wanted;
      const known = redirects.get(version);
      if (known !== undefined && isSame(known, redirect)) return known;
      redirects.keep(version, redirect);
      return redirect;
    },
    redirects: (node, { applied, digest }) => {
      const wanted = table(node);
      const isHeld = wanted.digest === digest && haveSame(wanted.redirects, applied);
      return isHeld ? wanted.redirects : applied;
    },
    forget: () => {
      keys.clear();
      redirects.clear();
    },
  };
}

function haveSame(some: RedirectsByFrontend, others: RedirectsByFrontend): boolean {
  if (some === others) return true;
  if (some.size !== others.size) return false;
  for (const [key, redirect] of some) {
    const other = others.get(key);
    if (other === undefined || !isSame(redirect, other)) return false;
  }
  return true;
}

function isSame(one: AppliedRedirect, other: AppliedRedirect): boolean {
  return (
    one.version === other.version &&
    one.policyUid === other.policyUid &&
    one.generation === other.generation
  );
}
