import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import type { ControlPlane } from "../cluster/control-plane.ts";
import {
  type RestartableServer,
  restartableServer,
} from "../cluster/servers/restartable-server.ts";
import { type AddressPair, nodeAddresses } from "../world/address-plan.ts";
import { findCgroupMount } from "../world/cgroup.ts";
import { runCommand } from "../world/command.ts";
import { linkNode } from "./network.ts";
import { createNodeCgroups } from "./node-cgroups.ts";
import { writeNodeCredentials } from "./node-credentials.ts";
import { holdNode, type NodeHolder } from "./node-holder.ts";
import { mountScript } from "./node-mounts.ts";
import { nodeEntrance, type NodePlace } from "./node-place.ts";
import type { NodePrograms } from "./node-programs.ts";
import { importImages, startContainerd, writeContainerdFiles } from "./servers/containerd.ts";
import { startKubeProxy, writeKubeProxyFiles } from "./servers/kube-proxy.ts";
import { startKubelet, writeKubeletFiles } from "./servers/kubelet.ts";

/** A node: a machine to all that runs in it. */
export interface ClusterNode {
  readonly name: string;
  readonly addresses: AddressPair;
  /** Of its first process; its namespaces are those of the node. */
  readonly pid: number;
  /** Its cgroup of version 2, under which are all of its processes: `system` and `kubepods`. */
  readonly cgroup: string;
  /** Its files, and its servers' logs (NAME.log). */
  readonly folder: string;
  /** Its servers. To start a kubelet or a kube-proxy again the API server must run. */
  readonly containerd: RestartableServer;
  readonly kubelet: RestartableServer;
  readonly kubeProxy: RestartableServer;
  /**
   * Runs a command in the node's namespaces and returns what it printed to standard output.
   *
   * @param timeout in milliseconds, default ten seconds
   * @throws CommandError where it fails or has not ended in time
   */
  run(command: readonly string[], input?: string, timeout?: number): Promise<string>;
  /** Imports an archive of images (of `docker save`, or an OCI image layout in a tar). */
  importImages(archive: string): Promise<void>;
  /** Waits until Kubernetes calls it Ready, at most 90 seconds. */
  untilReady(): Promise<void>;
  /** Moves its pods elsewhere, but for those of DaemonSets, and lets no other come. */
  drain(): Promise<void>;
  /** Ends all of its processes at once, as if its power failed; its Node stays in the API. */
  end(): Promise<void>;
}

/** What nodes of one cluster have in common. */
export interface NodeSurroundings {
  readonly plane: ControlPlane;
  /** Of the process whose network namespace is the control plane's. */
  readonly controlPlanePid: number;
  readonly programs: NodePrograms;
  /** Where the nodes' folders are. */
  readonly folder: string;
  /** The cgroup that the nodes' are in, as a path below each hierarchy. */
  readonly cgroup: string;
  /** The archives of the images that each has from the start. */
  readonly images: readonly string[];
  /** Added to kubelet's own flags. */
  readonly kubeletFlags: readonly string[];
}

/** Starts a node and waits until it is Ready. */
export async function startNode(
  surroundings: NodeSurroundings,
  number: number,
): Promise<ClusterNode> {
  const holder = await holdNode();
  try {
    const node = await preparePlace(surroundings, number, holder.pid);
    await linkNode(surroundings.controlPlanePid, node.pid, number);
    const servers = await planServers(surroundings, node);
    await servers.containerd.start();
    for (const archive of surroundings.images) await importImages(node, archive);
    await servers.kubelet.start();
    await servers.kubeProxy.start();
    const started = assemble(surroundings.plane, { node, servers, holder });
    await started.untilReady();
    return started;
  } catch (error) {
    await holder.end();
    throw error;
  }
}

async function preparePlace(
  surroundings: NodeSurroundings,
  number: number,
  pid: number,
): Promise<NodePlace> {
  const name = `node-${number}`;
  const cgroup = `${surroundings.cgroup}/${name}`;
  const folder = join(surroundings.folder, name);
  createNodeCgroups(cgroup);
  await mkdir(folder);
  const entrance = nodeEntrance(pid, join(findCgroupMount(), cgroup));
  await runCommand([...entrance.command, "sh", "-s"], mountScript(folder, name));
  const { programs } = surroundings;
  const addresses = nodeAddresses(number);
  return { name, number, addresses, pid, folder, cgroup, programs, entrance };
}

type NodeServers = Pick<ClusterNode, "containerd" | "kubelet" | "kubeProxy">;

async function planServers(
  { plane, kubeletFlags }: NodeSurroundings,
  node: NodePlace,
): Promise<NodeServers> {
  const credentials = await writeNodeCredentials(plane, node);
  const { admin } = plane;
  const kubelet = {
    node,
    admin,
    kubeconfig: credentials.kubelet,
    clientAuthority: credentials.clientAuthority,
    flags: kubeletFlags,
  };
  const kubeProxy = { node, admin, kubeconfig: credentials.kubeProxy };
  await writeContainerdFiles(node);
  await writeKubeletFiles(kubelet);
  await writeKubeProxyFiles(kubeProxy);
  return {
    containerd: restartableServer(() => startContainerd(node)),
    kubelet: restartableServer(() => startKubelet(kubelet)),
    kubeProxy: restartableServer(() => startKubeProxy(kubeProxy)),
  };
}

interface Parts {
  readonly node: NodePlace;
  readonly servers: NodeServers;
  readonly holder: NodeHolder;
}

function assemble(plane: ControlPlane, { node, servers, holder }: Parts): ClusterNode {
  const { name, addresses, pid, folder } = node;
  return {
    ...servers,
    name,
    addresses,
    pid,
    folder,
    cgroup: join(findCgroupMount(), node.cgroup),
    run: (command, input, timeout) =>
      runCommand([...node.entrance.command, ...command], input, timeout),
    importImages: (archive) => importImages(node, archive),
    async untilReady() {
      await plane.kubectl(["wait", "--for=condition=Ready", `node/${name}`, "--timeout=90s"]);
    },
    async drain() {
      await plane.kubectl([
        ...["drain", name, "--ignore-daemonsets", "--delete-emptydir-data", "--force"],
        "--timeout=90s",
      ]);
    },
    end: () => holder.end(),
  };
}
