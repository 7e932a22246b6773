import { join } from "node:path";

import {
  type AddressPair,
  linkLocal,
  nodeAddresses,
  podRanges,
  serviceRanges,
} from "./address-plan.ts";
import { createCgroup } from "./cgroup.ts";
import { addNamespaces, linkBetween, setUpNamespace } from "./network-namespace.ts";
import type { Place } from "./place.ts";
import { createPod, type Pod, type PodHost, type PodOptions } from "./pod.ts";

/** A machine of a world: a network namespace that routes between its pods and the other nodes. */
export interface ClusterNode {
  readonly name: string;
  readonly addresses: AddressPair;
  /** The cgroup under which all of the node's processes are. */
  readonly cgroup: string;
  /** Where the node's own processes run, beside its pods. */
  readonly host: Place;
  addPod(options: PodOptions): Promise<Pod>;
}

/**
 * Makes a node without any link. It has a route for the Service ranges, since a process of the node
 * itself needs one before its packets' destination can be translated, and no default route.
 *
 * @param name of the node, also in the names of its namespaces
 */
export async function createNode(
  options: Pick<PodHost, "worldName" | "number" | "cgroup" | "cgroupDriver"> & {
    readonly name: string;
  },
): Promise<ClusterNode & PodHost> {
  const { name, number, worldName } = options;
  const addresses = nodeAddresses(number);
  const namespace = `${worldName}-node-${number}`;
  const system = join(options.cgroup, "system");
  createCgroup(system);
  await addNamespaces([namespace]);
  await setUpNamespace(namespace, {
    settings: { "ipv4/ip_forward": 1, "ipv6/conf/all/forwarding": 1 },
    network: [
      "link set lo up",
      `address add ${addresses.v4}/32 dev lo`,
      `address add ${addresses.v6}/128 dev lo nodad`,
      `route add ${serviceRanges.v4} dev lo src ${addresses.v4}`,
      `route add ${serviceRanges.v6} dev lo src ${addresses.v6}`,
    ],
  });

  let pods = 0;
  const host: PodHost = { ...options, namespace, addresses };
  return {
    ...host,
    name,
    host: { namespace, cgroup: system },
    addPod(podOptions) {
      pods += 1;
      return createPod(host, pods, podOptions);
    },
  };
}

/** Links two nodes, each with a route to the other and its pods. */
export async function linkNodes(one: PodHost, other: PodHost): Promise<void> {
  const oneDevice = `node${other.number}`;
  const otherDevice = `node${one.number}`;
  const link = linkBetween([one.namespace, oneDevice], [other.namespace, otherDevice]);
  await addNamespaces([], [link]);
  await Promise.all([
    setUpEnd(one, oneDevice, other, [linkLocal.node, linkLocal.peer]),
    setUpEnd(other, otherDevice, one, [linkLocal.peer, linkLocal.node]),
  ]);
}

async function setUpEnd(
  node: PodHost,
  device: string,
  other: PodHost,
  [own, peer]: readonly [own: string, peer: string],
): Promise<void> {
  const pods = podRanges(other.number);
  const { v4, v6 } = node.addresses;
  await setUpNamespace(node.namespace, {
    network: [
      `link set ${device} addrgenmode none`,
      `address add ${own}/64 dev ${device} nodad`,
      `link set ${device} up`,
      `route add ${other.addresses.v4}/32 dev ${device} src ${v4}`,
      `route add ${pods.v4} via ${other.addresses.v4} dev ${device} src ${v4} onlink`,
      `route add ${other.addresses.v6}/128 via ${peer} dev ${device} src ${v6}`,
      `route add ${pods.v6} via ${peer} dev ${device} src ${v6}`,
    ],
  });
}
