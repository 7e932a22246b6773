import { redirectVersion } from "@localredirect/types";
import type { AddressFamily, Backend, FrontendKey, Redirect } from "@localredirect/types";

import type { CompiledRedirect } from "../node-tables.ts";
import type { PodObject } from "../sources/objects.ts";
import { selectPod, toBackends, toMembers } from "./backend.ts";
import type { CompiledPolicy } from "./compiled-policy.ts";
import type { ResolvedFrontend } from "./resolve.ts";

/**
 * The redirects of one policy on one node, for the frontends that it owns there. `pods` are those
 * of the node that it selects, in the order in which backends are taken.
 */
export function compileRedirects(
  policy: CompiledPolicy,
  owned: readonly ResolvedFrontend[],
  pods: readonly PodObject[],
): ReadonlyMap<FrontendKey, CompiledRedirect> {
  const selected = pods.map(selectPod);
  const members = toMembers(selected);
  // Most policies have several frontends for one backend port, as dns by UDP and TCP.
  const lists = new Map<string, readonly Backend[]>();
  const backendsAt = (family: AddressFamily, port: number): readonly Backend[] => {
    const list = lists.get(`${family}:${port}`) ?? toBackends(selected, { family, port });
    lists.set(`${family}:${port}`, list);
    return list;
  };
  const redirects = new Map<FrontendKey, CompiledRedirect>();
  for (const { frontend, key, family, backendPort } of owned) {
    const redirect: Redirect = {
      frontend,
      policy: policy.reference,
      options: policy.options,
      backends: backendsAt(family, backendPort),
      members,
    };
    const { generation } = policy.policy.metadata;
    const { uid: policyUid } = policy.reference;
    redirects.set(key, { redirect, version: redirectVersion(redirect), policyUid, generation });
  }
  return redirects;
}
