import { redirectVersion } from "@localredirect/types";
import type { AddressFamily, Backend, Redirect } from "@localredirect/types";

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
  // Most policies have several frontends for one backend port, as dns by UDP and TCP.
  const lists = new Map<string, readonly Backend[]>();
  const backendsAt = (family: AddressFamily, port: number): readonly Backend[] => {
    const list = lists.get(`${family}:${port}`) ?? toBackends(usable[family], port);
    lists.set(`${family}:${port}`, list);
    return list;
  };
  return owned.map(({ frontend, family, backendPort }) => {
    const redirect: Redirect = {
      frontend,
      policy: policy.reference,
      options: policy.options,
      backends: backendsAt(family, backendPort),
      members,
    };
    const { generation } = policy.policy.metadata;
    return { redirect, version: redirectVersion(redirect), generation };
  });
}
