import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { createCgroup } from "./cgroup.ts";
import { type ClusterNode, createNode, linkNodes } from "./cluster-node.ts";
import { guard, unguard } from "./exit-guard.ts";
import { setUpNamespace } from "./network-namespace.ts";
import type { CgroupDriver } from "./pod-cgroup.ts";
import { foldersOf, removeLeftovers, removeWorld } from "./removal.ts";
import { type Service, serviceRules } from "./service-rules.ts";
import { formatWorldId, startTimeOf, type WorldId } from "./world-id.ts";

/** What a test says of its world. */
export interface WorldOptions {
  /** Name of the node, as in the `--node` of an agent; default `node-1`. */
  readonly nodeName?: string;
  /** How the node names the cgroups of its pods; default `cgroupfs`. */
  readonly cgroupDriver?: CgroupDriver;
}

/**
 * A small cluster in network namespaces: one node, whose pods and processes are real, and what
 * surrounds it. Nothing in it has a link or a route to the machine's own network.
 */
export interface World extends ClusterNode {
  /** For sockets, manifests, logs; it goes with the world, and what is mounted there, too. */
  readonly folder: string;
  /** Another node, linked to this one; its processes are outside of this one's cgroup. */
  addRemoteNode(name: string): Promise<ClusterNode>;
  /** Adds an ordinary Service, or replaces that of the same name. */
  setService(service: Service): Promise<void>;
  /** Removes an ordinary Service. */
  removeService(name: string): Promise<void>;
  /** Removes the world and all that runs in it; doing so twice is the same as once. */
  close(): void;
}

let worldsOfThisProcess = 0;

/**
 * Makes a world. It goes with {@link World.close}, at the latest with this process; what a killed
 * process left behind goes when the next world is made.
 *
 * @throws {CommandError} where something cannot be made, mostly for the lack of being root;
 *   nothing is then left of the world
 */
export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const { nodeName = "node-1", cgroupDriver = "cgroupfs" } = options;
  removeLeftovers();
  const id = nextWorldId();
  guard(id);
  const close = (): void => {
    removeWorld(id);
    unguard(id);
  };
  try {
    return await build(id, nodeName, cgroupDriver, close);
  } catch (error) {
    close();
    throw error;
  }
}

async function build(
  id: WorldId,
  nodeName: string,
  cgroupDriver: CgroupDriver,
  close: () => void,
): Promise<World> {
  const worldName = formatWorldId(id);
  const { cgroup, files } = foldersOf(id);
  mkdirSync(files, { recursive: true });
  const services = new Map<string, Service>();
  let nodes = 0;

  const addNode = (name: string): ReturnType<typeof createNode> => {
    nodes += 1;
    const own = join(cgroup, `node-${nodes}`);
    createCgroup(own);
    return createNode({ worldName, name, number: nodes, cgroup: own, cgroupDriver });
  };
  const node = await addNode(nodeName);
  const applyServices = (): Promise<void> =>
    setUpNamespace(node.namespace, { rules: serviceRules([...services.values()]) });
  await applyServices();

  return {
    ...node,
    folder: files,
    async addRemoteNode(name) {
      const remote = await addNode(name);
      await linkNodes(node, remote);
      return remote;
    },
    async setService(service) {
      services.set(service.name, service);
      await applyServices();
    },
    async removeService(name) {
      services.delete(name);
      await applyServices();
    },
    close,
  };
}

function nextWorldId(): WorldId {
  const startTime = startTimeOf(process.pid);
  if (startTime === undefined) throw new Error("No /proc is mounted: a world needs Linux");
  worldsOfThisProcess += 1;
  return { pid: process.pid, startTime, number: worldsOfThisProcess };
}
