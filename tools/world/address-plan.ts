/** The addresses of one machine or pod, one of each family. */
export interface AddressPair {
  readonly v4: string;
  readonly v6: string;
}

/** All ClusterIPs that a world's node knows are from these ranges. */
export const serviceRanges: AddressPair = { v4: "10.96.0.0/12", v6: "fd00:96::/112" };

/** The gateway of a pod, and of the other end of every link. */
export const linkLocal = { node: "fe80::1", peer: "fe80::2" } as const;

/** @param node 1 for the world's node, 2 and up for the remote ones, at most 200 */
export function nodeAddresses(node: number): AddressPair {
  return { v4: `192.168.50.${10 + node}`, v6: `fd00:50::${10 + node}` };
}

/** What the pods of a node have their addresses from. */
export function podRanges(node: number): AddressPair {
  return { v4: `10.244.${node}.0/24`, v6: `fd00:244:${node}::/64` };
}

/** @param pod 1 to 253 */
export function podAddresses(node: number, pod: number): AddressPair {
  return { v4: `10.244.${node}.${1 + pod}`, v6: `fd00:244:${node}::${1 + pod}` };
}
