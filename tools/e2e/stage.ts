import { mkdirSync } from "node:fs";
import { join } from "node:path";

import type { ClusterNode } from "../world/cluster-node.ts";
import type { Place } from "../world/place.ts";
import { createPlanes, type Planes, type PlanesOptions } from "../world/planes.ts";
import type { Pod, PodOptions } from "../world/pod.ts";
import type { CgroupDriver } from "../world/pod-cgroup.ts";
import { probeOne, type Question, whoAnswered } from "../world/probe.ts";
import { KernelTable } from "../world/kernel-table.ts";
import { until } from "../world/until.ts";
import { startWhoami } from "../world/whoami.ts";
import { createWorld, type World } from "../world/world.ts";
import { type AgentEndpoint, agentEndpoint } from "./agent-endpoint.ts";
import {
  nodeManifest,
  podManifest,
  type PodState,
  policyManifest,
  portSpec,
  serviceManifest,
} from "./manifest.ts";
import { type ManifestFolder, manifestFolder } from "./manifest-folder.ts";
import { parseStatus, type StatusReport } from "./status-report.ts";

/** A world with the real controller and agent, and the folder of manifests that they work by. */
export interface Stage extends ManifestFolder {
  readonly world: World;
  /** Another node, without an agent: where ordinary Services are answered. */
  readonly remote: ClusterNode;
  readonly planes: Planes;
  /** The agent's health and metrics. */
  readonly agent: AgentEndpoint;
  readonly manifests: string;
  /** Writes the manifest of the node with the agent anew, with these labels. */
  labelNode(labels: Readonly<Record<string, string>>): void;
  /** A pod in the world and in the manifests, `pod-NAME.yaml`; `serves` starts whoami in it. */
  addPod(options: StagePod): Promise<Pod>;
  /** Writes a pod's manifest anew. */
  setPod(pod: Pod, state: Partial<PodState>): void;
  /** Takes a pod out of the world and of the manifests. */
  removePod(pod: Pod): void;
  /** An ordinary Service in the world and in the manifests, `service-NAME.yaml`. */
  addService(service: StageService): Promise<void>;
  /** Waits until a question is answered by a server (or fails in that way, as whoAnswered says). */
  answeredBy(from: Place, question: OneQuestion, server: string): Promise<void>;
  /** Waits until the kernel has all that was written so far, but for what was taken away. */
  settled(): Promise<void>;
  /** What `localredirect status -o json` says. */
  status(): Promise<StatusReport>;
  /** Waits until that says something. */
  statusSays(what: string, isSo: (report: StatusReport) => boolean): Promise<void>;
  /** Ends both programs and removes everything. */
  close(): Promise<void>;
}

/** A question to one server. */
export type OneQuestion = Question & { readonly target: string };

/** A pod of the stage. */
export interface StagePod extends PodOptions {
  readonly labels?: Readonly<Record<string, string>>;
  readonly namespace?: string;
  /** For example `tcp:80`, `udp:53`. */
  readonly serves?: readonly string[];
  /** Default true; undefined: there is no condition Ready. */
  readonly ready?: boolean | undefined;
  /** On the node without an agent; default false. */
  readonly remote?: boolean;
}

/** An ordinary Service of the stage. */
export interface StageService {
  readonly name: string;
  readonly namespace?: string;
  readonly ips: readonly string[];
  /** For example `80/TCP/http`; the pods serve the same port. */
  readonly ports: readonly string[];
  readonly pods: readonly Pod[];
}

/** How a stage differs from the usual one. */
export interface StageOptions extends Omit<PlanesOptions, "agentAddress"> {
  /** Where the agent looks for the controller, in the folder of the world; default at the socket. */
  readonly agentAddress?: (folder: string) => string;
  /** What is done in the folder of the world before the programs are started. */
  readonly beforeStart?: (folder: string) => Promise<void>;
  /** Whether the programs are started; default true. */
  readonly start?: boolean;
  /** How the node names the cgroups of its pods; default `cgroupfs`. */
  readonly cgroupDriver?: CgroupDriver;
}

/** Makes the stage and starts the programs. */
export async function createStage(options: StageOptions = {}): Promise<Stage> {
  const { agentAddress, cgroupDriver = "cgroupfs", ...others } = options;
  const world = await createWorld({ nodeName: "node-1", cgroupDriver });
  const remote = await world.addRemoteNode("node-2");
  const manifests = join(world.folder, "manifests");
  mkdirSync(manifests);
  const agentSocket = join(world.folder, "agent-http.sock");
  const planes = createPlanes(world, manifests, {
    ...others,
    ...(agentAddress === undefined ? {} : { agentAddress: agentAddress(world.folder) }),
    parameters: ["--http", `unix:${agentSocket}`, ...(options.parameters ?? [])],
  });
  const stage = buildStage(world, remote, { planes, manifests, agentSocket });
  stage.labelNode({});
  stage.write("node-2.yaml", nodeManifest(remote.name, { "balancing.elf.io/agent": "false" }));
  try {
    await options.beforeStart?.(world.folder);
    if (options.start !== false) {
      await planes.startController();
      await planes.startAgent();
    }
    return stage;
  } catch (error) {
    await stage.close();
    throw error;
  }
}

interface StageParts {
  readonly planes: Planes;
  readonly manifests: string;
  readonly agentSocket: string;
}

function settlingAddress(settling: number): string {
  return `169.254.255.${settling}`;
}

function buildStage(
  world: World,
  remote: ClusterNode,
  { planes, manifests, agentSocket }: StageParts,
): Stage {
  const states = new Map<Pod, PodState>();
  let settlings = 0;

  const { write, writeText, remove } = manifestFolder(manifests);
  const writePod = (pod: Pod, state: PodState): void => {
    states.set(pod, state);
    write(`pod-${pod.name}.yaml`, podManifest(pod, state));
  };
  const status = async (): Promise<StatusReport> => {
    const where = ["--controller", planes.address];
    const { output, errors } = await planes.run([
      "localredirect",
      "status",
      "-o",
      "json",
      ...where,
    ]);
    return parseStatus(output, errors);
  };

  return {
    world,
    remote,
    planes,
    agent: agentEndpoint(agentSocket),
    manifests,
    write,
    writeText,
    remove,
    status,
    labelNode(labels) {
      write("node-1.yaml", nodeManifest(world.name, labels));
    },
    async addPod({ labels = {}, serves = [], remote: isRemote = false, ...pod }) {
      const node = isRemote ? remote : world;
      const added = await node.addPod(pod);
      if (serves.length > 0) await startWhoami(added, added.name, serves);
      const namespace = pod.namespace === undefined ? {} : { namespace: pod.namespace };
      const ready = "ready" in pod ? pod.ready : true;
      writePod(added, { nodeName: node.name, labels, ready, ...namespace });
      return added;
    },
    setPod(pod, state) {
      const before = states.get(pod);
      if (before === undefined) throw new Error(`Pod ${pod.name} is not of this stage`);
      writePod(pod, { ...before, ...state });
    },
    removePod(pod) {
      remove(`pod-${pod.name}.yaml`);
      pod.remove();
    },
    async addService({ name, namespace = "default", ips, ports, pods }) {
      await world.setService({
        name: `${namespace}-${name}`,
        clusterIps: ips,
        ports: ports.map(portSpec).map(({ port, protocol }) => ({
          protocol: protocol === "UDP" ? "UDP" : "TCP",
          port: Number(port),
          targetPort: Number(port),
        })),
        endpoints: pods.flatMap(({ addresses }) => [addresses.v4, addresses.v6]),
      });
      write(`service-${name}.yaml`, serviceManifest(`${namespace}/${name}`, ips, ports));
    },
    async answeredBy(from, question, server) {
      let last = "nobody";
      await until(
        () => `${question.way} ${question.target} is answered by ${server}, not ${last}`,
        async () => {
          last = whoAnswered(await probeOne(from, { timeout: 500, ...question }));
          return last === server;
        },
      );
    },
    async settled() {
      using table = new KernelTable(planes.pins);
      // Nobody else asks for these addresses, and what is read later is not in the kernel before. An
      // agent writes redirects one by one, and then takes away what is not wanted: once the address
      // before is gone, all of them are there.
      do {
        settlings += 1;
        const options = {
          select: { app: "nobody" },
          frontendPorts: ["1/TCP"],
          backendPorts: ["1/TCP"],
        };
        const name = `settled-${settlings}`;
        write("settled.yaml", policyManifest(name, settlingAddress(settlings), options));
        await until(
          "the kernel has all that was written",
          () =>
            table.has(settlingAddress(settlings), 1) &&
            !table.has(settlingAddress(settlings - 1), 1),
        );
      } while (settlings === 1);
    },
    async statusSays(what, isSo) {
      let last: StatusReport | undefined;
      await until(
        () => `status says ${what}, not ${JSON.stringify(last)}`,
        async () => {
          last = await status();
          return isSo(last);
        },
      );
    },
    async close() {
      await planes.end("agent", "SIGKILL");
      await planes.end("controller", "SIGKILL");
      world.close();
    },
  };
}
