import { isIPv6 } from "node:net";

import { formatListenAddress } from "@localredirect/process";

import type { EndpointSlice } from "./endpoint-slice.ts";
import type { PeerAddress } from "./peer-address.ts";

interface Candidate {
  /** A pod with addresses of both families stands in two slices. */
  readonly pod: string;
  readonly host: string;
  readonly port: number;
}

/**
 * The replicas that EndpointSlices name, each once, without this one.
 *
 * @param ownIp - an address of this replica's pod, whose family is preferred; undefined: not known
 */
export function peersOfSlices(
  slices: Iterable<EndpointSlice>,
  ownIp: string | undefined,
): readonly PeerAddress[] {
  const prefersIPv6 = ownIp !== undefined && isIPv6(ownIp);
  const all = [...slices].flatMap(candidates);
  const own = new Set(all.filter(({ host }) => host === ownIp).map(({ pod }) => pod));
  const chosen = new Map<string, Candidate>();
  for (const candidate of all.sort(byAddress)) {
    const before = chosen.get(candidate.pod);
    const isBetter = before === undefined || isIPv6(before.host) !== prefersIPv6;
    if (isBetter && !own.has(candidate.pod)) chosen.set(candidate.pod, candidate);
  }
  return [...chosen.values()].map(({ pod, host, port }) => {
    const address = { kind: "tcp", host, port } as const;
    return { key: `${pod} ${formatListenAddress(address)}`, address };
  });
}

function candidates({ port, endpoints }: EndpointSlice): readonly Candidate[] {
  if (port === undefined) return [];
  return endpoints.map(({ address: host, podUid }) => ({ pod: podUid ?? host, host, port }));
}

/** So that it does not matter in which order slices come. */
function byAddress(one: Candidate, other: Candidate): number {
  return formatOf(one) < formatOf(other) ? -1 : 1;
}

function formatOf({ host, port }: Candidate): string {
  return formatListenAddress({ kind: "tcp", host, port });
}
