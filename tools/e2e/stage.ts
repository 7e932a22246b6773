import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";

import { type AgentOptions, createPlanes, type Planes } from "../world/planes.ts";
import { until } from "../world/until.ts";
import type { ClusterNode } from "../world/cluster-node.ts";
import type { Place } from "../world/place.ts";
import type { Pod, PodOptions } from "../world/pod.ts";
import { probeOne, type Question, whoAnswered } from "../world/probe.ts";
import { startWhoami } from "../world/whoami.ts";
import { createWorld, type World } from "../world/world.ts";
import { type Manifest, podManifest, type PodState } from "./manifest.ts";

/** A world with the real controller and agent, and the folder of manifests that they work by. */
export interface Stage {
  readonly world: World;
  /** Another node, without an agent: where ordinary Services are answered. */
  readonly remote: ClusterNode;
  readonly planes: Planes;
  readonly manifests: string;
  /** Replaces a file of the folder as editors do, by rename. */
  write(file: string, ...objects: readonly Manifest[]): void;
  /** Writes text as it is. */
  writeText(file: string, text: string): void;
  /** Removes a file of the folder. */
  remove(file: string): void;
  /** A pod in the world and in the manifests, `pod-NAME.yaml`; `serves` starts whoami in it. */
  addPod(options: StagePod): Promise<Pod>;
  /** Writes a pod's manifest anew. */
  setPod(pod: Pod, state: Partial<PodState>): void;
  /** Waits until a question is answered by a server (or fails in that way, as whoAnswered says). */
  answeredBy(
    from: Place,
    question: Question & { readonly target: string },
    server: string,
  ): Promise<void>;
  /** Ends both programs and removes everything. */
  close(): Promise<void>;
}

/** A pod of the stage. */
export interface StagePod extends PodOptions {
  readonly labels?: Readonly<Record<string, string>>;
  readonly namespace?: string;
  /** For example `tcp:80`, `udp:53`. */
  readonly serves?: readonly string[];
  /** Default true. */
  readonly ready?: boolean | undefined;
  /** On the node without an agent; default false. */
  readonly remote?: boolean;
}

/** Makes the stage; the programs are started unless `start` is false. */
export async function createStage(
  options: { readonly agent?: AgentOptions; readonly start?: boolean } = {},
): Promise<Stage> {
  const world = await createWorld({ nodeName: "node-1" });
  const remote = await world.addRemoteNode("node-2");
  const manifests = join(world.folder, "manifests");
  mkdirSync(manifests);
  const planes = createPlanes(world, manifests, options.agent);
  const states = new Map<Pod, PodState>();

  const writeText = (file: string, text: string): void => {
    const hidden = join(manifests, `.${file}.new`);
    writeFileSync(hidden, text);
    renameSync(hidden, join(manifests, file));
  };
  const write = (file: string, ...objects: readonly Manifest[]): void => {
    writeText(file, objects.map((object) => stringify(object)).join("---\n"));
  };
  const writePod = (pod: Pod, state: PodState): void => {
    states.set(pod, state);
    write(`pod-${pod.name}.yaml`, podManifest(pod, state));
  };
  const stage: Stage = {
    world,
    remote,
    planes,
    manifests,
    write,
    writeText,
    remove(file) {
      rmSync(join(manifests, file), { force: true });
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
    async answeredBy(from, question, server) {
      let last = "nothing";
      await until(
        `${question.way} ${question.target} is answered by ${server}, not ${last}`,
        async () => {
          last = whoAnswered(await probeOne(from, question));
          return last === server;
        },
      );
    },
    async close() {
      await planes.end("agent", "SIGKILL");
      await planes.end("controller", "SIGKILL");
      world.close();
    },
  };
  try {
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
