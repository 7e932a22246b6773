import { addressFamily, wireBounds } from "@localredirect/types";
import type { AddressFamily, Backend, Member } from "@localredirect/types";

import type { PodObject } from "../sources/objects.ts";

/** Most backends of one redirect; the first by namespace and name are used. */
export const maxBackends: number = wireBounds.backends;

/** A pod that takes traffic, by the address it takes it at. */
export interface UsablePod {
  readonly pod: PodObject;
  readonly address: string;
}

/** Those of some pods that take traffic of a family: ready, not terminating, with an address. */
export function usablePods(
  pods: readonly PodObject[],
  family: AddressFamily,
): readonly UsablePod[] {
  return pods.flatMap((pod) => {
    const address = pod.podIPs.find((ip) => addressFamily(ip) === family);
    return pod.ready && !pod.terminating && address !== undefined ? [{ pod, address }] : [];
  });
}

/** The backends of a frontend whose traffic goes to a port. */
export function toBackends(usable: readonly UsablePod[], port: number): readonly Backend[] {
  return usable.slice(0, maxBackends).map(({ pod, address }) => {
    return { address, port, pod: toMember(pod).pod, hostNetwork: pod.hostNetwork };
  });
}

/** The members that selected pods of a node are, in whatever phase: at most wireBounds.members. */
export function toMembers(pods: readonly PodObject[]): readonly Member[] {
  return pods.slice(0, wireBounds.members).map(toMember);
}

/** A pod is a member for every policy that selects it, and stays the same until it changes. */
const members = new WeakMap<PodObject, Member>();

function toMember(pod: PodObject): Member {
  const known = members.get(pod);
  if (known !== undefined) return known;
  const { namespace, name, uid, hostNetwork } = pod;
  const member = { pod: { namespace, name, uid }, hostNetwork, cgroupTokens: cgroupTokens(pod) };
  members.set(pod, member);
  return member;
}

/** In byte order, as the canonical bytes want them. */
function cgroupTokens({ uid, configHash }: PodObject): readonly string[] {
  return configHash === undefined || configHash === uid ? [uid] : [uid, configHash].sort();
}
