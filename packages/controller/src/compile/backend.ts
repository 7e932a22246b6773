import { addressFamily, wireBounds } from "@localredirect/types";
import type { AddressFamily, Backend, Member } from "@localredirect/types";

import type { PodObject } from "../sources/objects.ts";

/** Most backends of one redirect; the first by namespace and name are used. */
export const maxBackends: number = wireBounds.backends;

/** A selected pod, and what it is as a member. */
export interface SelectedPod {
  readonly pod: PodObject;
  readonly member: Member;
}

/**
 * Where a pod takes traffic of a family. Undefined: nowhere, as it is not ready, terminating, or has
 * no such address.
 */
export function usableAddress(pod: PodObject, family: AddressFamily): string | undefined {
  if (!pod.ready || pod.terminating) return undefined;
  return pod.podIPs.find((ip) => addressFamily(ip) === family);
}

/** The backends of a frontend of a family whose traffic goes to a port: at most maxBackends. */
export function toBackends(
  selected: readonly SelectedPod[],
  { family, port }: { readonly family: AddressFamily; readonly port: number },
): readonly Backend[] {
  const backends = selected.flatMap(({ pod, member }): readonly Backend[] => {
    const address = usableAddress(pod, family);
    if (address === undefined) return [];
    return [{ address, port, pod: member.pod, hostNetwork: pod.hostNetwork }];
  });
  // Without the room for 17 that V8 gives to an array which grows: most have one or two.
  return backends.slice(0, maxBackends);
}

/** The members that selected pods of a node are, in whatever phase: at most wireBounds.members. */
export function toMembers(selected: readonly SelectedPod[]): readonly Member[] {
  return selected.slice(0, wireBounds.members).map(({ member }) => member);
}

/** What a pod is for every redirect of a policy that selects it. */
export function selectPod(pod: PodObject): SelectedPod {
  const { namespace, name, uid, hostNetwork } = pod;
  const member = { pod: { namespace, name, uid }, hostNetwork, cgroupTokens: cgroupTokens(pod) };
  return { pod, member };
}

/** In byte order, as the canonical bytes want them. */
function cgroupTokens({ uid, configHash }: PodObject): readonly string[] {
  return configHash === undefined || configHash === uid ? [uid] : [uid, configHash].sort();
}
