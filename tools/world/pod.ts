import { randomUUID } from "node:crypto";
import { dirname } from "node:path";

import { type AddressPair, linkLocal, podAddresses } from "./address-plan.ts";
import { createCgroup, removeCgroup } from "./cgroup.ts";
import { addNamespaces, linkBetween, setUpNamespace } from "./network-namespace.ts";
import type { Place } from "./place.ts";
import { type CgroupDriver, containerCgroup } from "./pod-cgroup.ts";
import { removeNamespaces } from "./removal.ts";

/** What a test says of a pod. */
export interface PodOptions {
  /** Lower-case letters, digits and dashes; unique among the world's pods. */
  readonly name: string;
  /** What its cgroup carries; default a new UUID. */
  readonly uid?: string;
  /** It shares the network of its node; default false. */
  readonly hostNetwork?: boolean;
  /** Default the next free ones of its node. */
  readonly addresses?: AddressPair;
  /** Name of its first container's cgroup; default `container-1`. */
  readonly container?: string;
}

/** A pod of a world; as a place it is its first container. */
export interface Pod extends Place {
  readonly name: string;
  readonly uid: string;
  readonly hostNetwork: boolean;
  readonly addresses: AddressPair;
  /** The folder of the pod's cgroup, in which those of its containers are. */
  readonly podCgroup: string;
  /** A further container: the same network, another cgroup. */
  addContainer(name: string): Place;
  /** Kills its processes and takes it out of the world; doing so twice is the same as once. */
  remove(): void;
}

/** What a pod needs to know of the node that it is on. */
export interface PodHost {
  /** Begins the names of all namespaces. */
  readonly worldName: string;
  readonly number: number;
  readonly namespace: string;
  readonly addresses: AddressPair;
  readonly cgroup: string;
  readonly cgroupDriver: CgroupDriver;
}

/**
 * Makes a pod.
 *
 * @param podNumber 1 for the node's first pod, at most 253
 */
export async function createPod(
  host: PodHost,
  podNumber: number,
  options: PodOptions,
): Promise<Pod> {
  const { name, uid = randomUUID(), hostNetwork = false, container = "container-1" } = options;
  if (!/^[a-z0-9-]{1,60}$/.test(name)) {
    throw new RangeError(`Pod name "${name}" is not 1 to 60 lower-case letters, digits, dashes`);
  }
  const cgroupOf = (containerName: string): string => {
    const { container: path } = containerCgroup(host.cgroup, host.cgroupDriver, uid, containerName);
    createCgroup(path);
    return path;
  };
  const cgroup = cgroupOf(container);
  const podCgroup = dirname(cgroup);
  const namespace = hostNetwork ? host.namespace : `${host.worldName}-pod-${name}`;
  const addresses = hostNetwork
    ? host.addresses
    : (options.addresses ?? podAddresses(host.number, podNumber));
  if (!hostNetwork) await connectPod(host, namespace, `pod${podNumber}`, addresses);

  return {
    name,
    uid,
    hostNetwork,
    addresses,
    namespace,
    cgroup,
    podCgroup,
    addContainer: (containerName) => ({ namespace, cgroup: cgroupOf(containerName) }),
    remove() {
      removeCgroup(podCgroup);
      if (!hostNetwork) removeNamespaces([namespace]);
    },
  };
}

/** One link, from the pod to its node, which routes; as many network plug-ins do it. */
async function connectPod(
  host: PodHost,
  namespace: string,
  device: string,
  addresses: AddressPair,
): Promise<void> {
  await addNamespaces([namespace], [linkBetween([host.namespace, device], [namespace, "eth0"])]);
  const pod = setUpNamespace(namespace, {
    network: [
      "link set lo up",
      `address add ${addresses.v4}/32 dev eth0`,
      `address add ${addresses.v6}/128 dev eth0 nodad`,
      "link set eth0 up",
      `route add default via ${host.addresses.v4} dev eth0 onlink`,
      `route add ::/0 via ${linkLocal.node} dev eth0`,
    ],
  });
  const node = setUpNamespace(host.namespace, {
    network: [
      `link set ${device} addrgenmode none`,
      `address add ${linkLocal.node}/64 dev ${device} nodad`,
      `link set ${device} up`,
      `route add ${addresses.v4}/32 dev ${device} src ${host.addresses.v4}`,
      `route add ${addresses.v6}/128 dev ${device} src ${host.addresses.v6}`,
    ],
  });
  await Promise.all([pod, node]);
}
