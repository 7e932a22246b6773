import type { LocalRedirectPolicy, PolicyReference, RedirectOptions } from "@localredirect/types";

import type { Resolution } from "./resolve.ts";

/** What holds of one policy on whatever node. */
export interface CompiledPolicy extends Resolution {
  readonly policy: LocalRedirectPolicy;
  readonly reference: PolicyReference;
  readonly options: RedirectOptions;
}

/** Makes what holds of a policy everywhere out of its parts. */
export function compilePolicy(
  policy: LocalRedirectPolicy,
  id: number,
  resolution: Resolution,
): CompiledPolicy {
  const { name, uid } = policy.metadata;
  const { backend, qosLimit } = policy.spec;
  return {
    ...resolution,
    policy,
    reference: { name, uid, id },
    options: { redirectSelf: backend.redirectSelf, qosLimit },
  };
}
