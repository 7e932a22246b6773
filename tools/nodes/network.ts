import { nodeAddresses } from "../world/address-plan.ts";
import { runCommand } from "../world/command.ts";
import { setUpNetwork } from "../world/network-namespace.ts";
import { controlPlaneAddresses, podRoutes, serviceRanges } from "./address-plan.ts";

/** The bridge that the nodes' links end at, in the control plane's namespace. */
const bridge = "nodes";

/** Makes the network of a cluster in the network namespace of a process: a bridge, without a node. */
export async function createNetwork(controlPlanePid: number): Promise<void> {
  await setUpNetwork(networkOf(controlPlanePid), {
    network: [
      "link set lo up",
      `link add ${bridge} type bridge`,
      `link set ${bridge} addrgenmode none`,
      `link set ${bridge} up`,
      `address add ${controlPlaneAddresses.v4}/24 dev ${bridge}`,
      `address add ${controlPlaneAddresses.v6}/64 dev ${bridge} nodad`,
      ...podRoutes(),
    ],
  });
}

/**
 * Links a node to the network. It is on it what a machine is on a switch, with the other nodes and
 * the control plane beside it, and nothing leads further.
 */
export async function linkNode(
  controlPlanePid: number,
  nodePid: number,
  number: number,
): Promise<void> {
  const port = `node-${number}`;
  await runCommand(
    ["ip", "-batch", "-"],
    `link add eth0 netns ${nodePid} type veth peer name ${port} netns ${controlPlanePid}`,
  );
  await setUpNetwork(networkOf(controlPlanePid), {
    network: [`link set ${port} addrgenmode none`, `link set ${port} master ${bridge} up`],
  });
  const { v4, v6 } = nodeAddresses(number);
  await setUpNetwork(networkOf(nodePid), {
    settings: {
      "ipv4/ip_forward": 1,
      "ipv6/conf/all/forwarding": 1,
      // While an IPv6 address is tentative (RFC 4862, up to two seconds), nobody answers there. The
      // bridge that a node's first pod gets would have pods that are Ready wait for it.
      "ipv6/conf/default/accept_dad": 0,
    },
    network: [
      "link set lo up",
      "link set eth0 up",
      `address add ${v4}/24 dev eth0`,
      `address add ${v6}/64 dev eth0 nodad`,
      // A process of the node needs a route before kube-proxy can translate its packets' destination.
      `route add ${serviceRanges.v4} dev lo src ${v4}`,
      `route add ${serviceRanges.v6} dev lo src ${v6}`,
      ...podRoutes(number),
    ],
  });
}

/** The network namespace of a process. */
function networkOf(pid: number): string {
  return `/proc/${pid}/ns/net`;
}
