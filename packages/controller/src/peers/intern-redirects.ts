import type { FrontendKey, ReportedRedirect } from "@localredirect/types";

import type { AppliedRedirect } from "../node-tables.ts";

/** More than the redirects of most clusters; beyond so many one begins to keep anew. */
const mostKept = 65_536;

/** One value for all equal ones, so that thousands of nodes do not hold as many copies. */
export interface RedirectInterner {
  key(frontend: FrontendKey): FrontendKey;
  redirect(reported: ReportedRedirect): AppliedRedirect;
}

/** Makes an interner. Without a backend of its own, a node has the redirect that all others have. */
export function internRedirects(): RedirectInterner {
  const keys = new Map<FrontendKey, FrontendKey>();
  const redirects = new Map<string, AppliedRedirect>();
  return {
    key: (frontend) => {
      const known = keys.get(frontend);
      if (known !== undefined) return known;
      keep(keys, frontend, frontend);
      return frontend;
    },
    redirect: ({ version, policyUid, generation }) => {
      const known = redirects.get(version);
      if (known?.policyUid === policyUid && known.generation === generation) return known;
      const redirect = { version, policyUid, generation };
      keep(redirects, version, redirect);
      return redirect;
    },
  };
}

function keep<Value>(kept: Map<string, Value>, name: string, value: Value): void {
  if (kept.size >= mostKept) kept.clear();
  kept.set(name, value);
}
