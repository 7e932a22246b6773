import { redirectVersion } from "@localredirect/types";
import type { AddressFamily, Redirect } from "@localredirect/types";

import type { CompiledRedirect } from "../node-tables.ts";
import type { PodObject } from "../sources/objects.ts";
import { toBackends, toMembers, usablePods } from "./backend.ts";
import type { UsablePod } from "./backend.ts";
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
): readonly CompiledRedirect[] {
  const members = toMembers(pods);
  const usable: Record<AddressFamily, readonly UsablePod[]> = {
    IPv4: usablePods(pods, "IPv4"),
    IPv6: usablePods(pods, "IPv6"),
  };
  return owned.map(({ frontend, family, backendPort }) => {
    const redirect: Redirect = {
      frontend,
      policy: policy.reference,
      options: policy.options,
      backends: toBackends(usable[family], backendPort),
      members,
    };
    const { generation } = policy.policy.metadata;
    return { redirect, version: redirectVersion(redirect), generation };
  });
}
