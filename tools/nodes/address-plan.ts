import { type AddressPair, nodeAddresses, podRanges } from "../world/address-plan.ts";

/** How many nodes a cluster may have: the routes to the pods of each are made with the first one. */
export const mostNodes = 9;

/** The control plane's address in the network of the nodes. */
export const controlPlaneAddresses: AddressPair = { v4: "192.168.50.1", v6: "fd00:50::1" };

/** Of each family, as a control plane has them by default. */
export const serviceRanges: AddressPair = { v4: "10.96.0.0/16", v6: "fd00:10:96::/112" };

/** The ClusterIPs of default/kubernetes: the first of each range. */
export const apiServiceAddresses: AddressPair = { v4: "10.96.0.1", v6: "fd00:10:96::1" };

/** The ClusterIPs of the cluster's DNS, which each kubelet writes into its pods. */
export const dnsAddresses: AddressPair = { v4: "10.96.0.10", v6: "fd00:10:96::a" };

/** What all pods have their addresses from. */
export const clusterRanges: AddressPair = { v4: "10.244.0.0/16", v6: "fd00:244::/32" };

/** Lines for `ip -batch`: the ways to the pods of all nodes but one, there may be or not. */
export function podRoutes(exceptNode?: number): readonly string[] {
  const numbers = Array.from({ length: mostNodes }, (_, index) => index + 1);
  return numbers
    .filter((number) => number !== exceptNode)
    .flatMap((number) => {
      const [range, via] = [podRanges(number), nodeAddresses(number)];
      return [`route add ${range.v4} via ${via.v4}`, `route add ${range.v6} via ${via.v6}`];
    });
}
