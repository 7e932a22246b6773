import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

import { progressOf } from "../cluster/binaries/progress.ts";
import { ClusterError } from "../cluster/cluster-error.ts";
import { type ControlPlane, startControlPlane } from "../cluster/control-plane.ts";
import { guardFolder } from "../cluster/servers/folder-guard.ts";
import {
  apiServiceAddresses,
  controlPlaneAddresses,
  mostNodes,
  serviceRanges,
} from "./address-plan.ts";
import type { ClusterOptions } from "./cluster-options.ts";
import { applyDns, untilDnsAnswers } from "./dns.ts";
import { type Gateway, openGateway } from "./gateway.ts";
import { writeBaseImages } from "./images/base-images.ts";
import { createNetwork } from "./network.ts";
import { type ClusterNode, type NodeSurroundings, startNode } from "./node.ts";
import { cgroupHierarchies } from "./node-cgroups.ts";
import { findNodePrograms } from "./node-programs.ts";

/** A cluster of nodes that runs on this machine; all of its pods are in the network of its own. */
export interface Cluster extends AsyncDisposable {
  /** The ways to its API server, and outages of it. Of its `stop`, use that of the cluster. */
  readonly plane: ControlPlane;
  /** In the order of their numbers, those that were added too. */
  readonly nodes: readonly ClusterNode[];
  /** Everything of it: control plane, nodes, logs. */
  readonly folder: string;
  /** Starts one more node and waits until it is Ready. */
  addNode(): Promise<ClusterNode>;
  /** Imports an archive of images on every node that there is. */
  importImages(archive: string): Promise<void>;
  /** Ends everything and removes the folder. May be called again. */
  stop(): Promise<void>;
}

/**
 * Starts a cluster and waits until its nodes are Ready and its DNS is. The first time on a machine
 * this builds and downloads its programs, for minutes. It needs root.
 *
 * @throws ClusterError and leaves nothing running or lying about
 */
export async function startCluster(options: ClusterOptions = {}): Promise<Cluster> {
  const progress = options.progress ?? progressOf("cluster");
  const wanted = options.nodes ?? 2;
  requireNumber(wanted);
  const programs = await findNodePrograms(progress);
  const folder = await mkdtemp(join(options.folder ?? tmpdir(), "localredirect-nodes-"));
  await using started = new AsyncDisposableStack();
  const cgroup = guardNodes(folder, started);
  const gateway = started.adopt(await openGateway(), (opened) => opened.end());
  const plane = started.use(await startPlane(gateway, folder, options));
  const images = [...(await writeBaseImages(folder, programs)), ...(options.images ?? [])];
  const nodes: ClusterNode[] = [];
  started.defer(() => endAll(nodes));
  const surroundings: NodeSurroundings = {
    ...{ plane, programs, folder, cgroup, images },
    controlPlanePid: gateway.pid,
    kubeletFlags: options.flags?.kubelet ?? [],
  };
  const addNode = () => addNodeTo(nodes, surroundings);
  await applyDns(plane);
  progress(`starting nodes: ${wanted}`);
  await inTurn(wanted, addNode);
  await untilDnsAnswers(plane);
  return assemble({ plane, nodes, folder, addNode }, started.move());
}

/** Returns the cgroup of the cluster, as a path below each hierarchy. */
function guardNodes(folder: string, started: AsyncDisposableStack): string {
  const cgroup = basename(folder);
  const guard = guardFolder(
    folder,
    cgroupHierarchies().map(({ path }) => join(path, cgroup)),
  );
  started.defer(() => guard.remove());
  return cgroup;
}

async function startPlane(
  gateway: Gateway,
  folder: string,
  options: ClusterOptions,
): Promise<ControlPlane> {
  await createNetwork(gateway.pid);
  return startControlPlane({
    ...(options.flags === undefined ? {} : { flags: options.flags }),
    ...(options.progress === undefined ? {} : { progress: options.progress }),
    folder,
    controllerManager: true,
    scheduler: true,
    serviceRanges: [serviceRanges.v4, serviceRanges.v6],
    network: {
      entrance: { command: ["nsenter", `--net=/proc/${gateway.pid}/ns/net`, "--"], forks: false },
      port: gateway.port,
      address: controlPlaneAddresses.v4,
      certificateAddresses: Object.values(apiServiceAddresses),
    },
  });
}

async function addNodeTo(
  nodes: ClusterNode[],
  surroundings: NodeSurroundings,
): Promise<ClusterNode> {
  requireNumber(nodes.length + 1);
  const node = await startNode(surroundings, nodes.length + 1);
  nodes.push(node);
  return node;
}

/** On two processors two nodes that start at once are no sooner ready than one after the other. */
async function inTurn(times: number, perform: () => Promise<unknown>): Promise<void> {
  for (let time = 0; time < times; time += 1) await perform();
}

async function endAll(nodes: readonly ClusterNode[]): Promise<void> {
  await Promise.all(nodes.map((node) => node.end()));
}

function assemble(
  parts: Pick<Cluster, "plane" | "nodes" | "folder" | "addNode">,
  started: AsyncDisposableStack,
): Cluster {
  const stop = () => started.disposeAsync();
  return {
    ...parts,
    async importImages(archive) {
      await Promise.all(parts.nodes.map((node) => node.importImages(archive)));
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/** @throws ClusterError `node` */
function requireNumber(nodes: number): void {
  if (Number.isInteger(nodes) && nodes >= 1 && nodes <= mostNodes) return;
  throw new ClusterError("node", `A cluster of ${nodes} nodes: let it have 1 to ${mostNodes}`);
}
