import { mkdtemp, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { startControlPlane } from "../../cluster/control-plane.ts";
import { jsonField } from "../../cluster/json-field.ts";
import { peakMegabytes, processorTime, residentMegabytes } from "../process-usage.ts";
import { BareWatch } from "./bare-watch.ts";
import type { ClusterSize } from "./cluster-size.ts";
import { ControllerProcess, portIn, writeControllerFiles } from "./controller-process.ts";
import { firstBatches } from "./first-batches.ts";
import { Fleet } from "./fleet.ts";
import { monotonicTime } from "./monotonic-time.ts";
import { measurePolicyChanges, type PolicyChangeResult } from "./policy-changes.ts";
import { writePodSurroundings } from "./pod-surroundings.ts";
import { populate, type PopulatedCluster } from "./populate.ts";
import { nodeName, plannedPods } from "./population.ts";
import {
  measureReadiness,
  type ReadinessResult,
  type Spread,
  spreadOf,
} from "./readiness-changes.ts";

/** How often what is measured. */
export interface ClusterRounds {
  /** Single changes of a pod's readiness. */
  readonly readinessChanges: number;
  readonly policyChanges: number;
  readonly reconnects: number;
  /** How long an idle controller is watched, in milliseconds. */
  readonly idle: number;
}

/** Enough for a p99 that is not the longest one. */
export const usualRounds: ClusterRounds = {
  readinessChanges: 500,
  policyChanges: 9,
  reconnects: 3,
  idle: 20_000,
};

/** What a controller costs and how fast it is in a cluster; times are in milliseconds. */
export interface ClusterResult {
  readonly size: ClusterSize;
  /** Processes that wanted to run on the machine, averaged over a minute: before, and at the end. */
  readonly load: readonly [number, number];
  readonly start: StartResult;
  readonly idle: IdleResult;
  readonly readiness: ReadinessResult;
  readonly policyChange: PolicyChangeResult;
  /** From when all agents connect at once until each is served. */
  readonly reconnect: ReconnectResult;
  /** Memory in MB of 1,000,000 bytes. */
  readonly memory: MemoryResult;
}

/** From the controller's start on; agents connect as soon as it listens. */
export interface StartResult {
  readonly listening: number;
  readonly sourcesListed: number;
  /** Until the agents have their first tables. */
  readonly tables: Spread;
  /** Processor time that the controller took for it. */
  readonly processor: number;
}

/** A controller to which nothing happens. */
export interface IdleResult {
  /** In percent of one processor. */
  readonly processorPercent: number;
}

/** All agents at once. */
export interface ReconnectResult {
  /** Until the last one is served, of each time that they did. */
  readonly toAll: Spread;
  /** Processor time that the controller took, on average. */
  readonly processor: number;
  /** Connections that were lost on the way, all in all. */
  readonly lost: number;
}

/** The controller beside a bare watch client. */
export interface MemoryResult {
  readonly idle: number;
  readonly end: number;
  readonly peak: number;
  readonly bareWatch: number;
}

/** Hears how it goes. */
export type Say = (text: string) => void;

/** After so long at rest nothing is left of the start, in milliseconds. */
const settleTime = 10_000;

/** Runs a control plane, agents and a controller, and measures what passes between them. */
export async function measureCluster(
  size: ClusterSize,
  rounds: ClusterRounds,
  say: Say,
): Promise<ClusterResult> {
  const folder = await mkdtemp(join(tmpdir(), "localredirect-bench-"));
  try {
    await using plane = await startControlPlane();
    const cluster = await populate(plane, size, say);
    say(`cluster: certificates for ${size.agents} agents`);
    const files = await writeControllerFiles(folder);
    using fleet = new Fleet(Array.from({ length: size.agents }, (_, index) => nodeName(index)));
    await fleet.equip(files.clients, files.authority);
    const before = loadavg()[0] ?? NaN;
    const log = join(folder, "controller.log");
    const { flags } = files;
    const pod = await writePodSurroundings(plane, folder);
    using controller = new ControllerProcess({ pod, flags, log });
    const measured = await measureController({ size, cluster, fleet, controller }, rounds, say);
    await controller.end();
    return { size, load: [before, loadavg()[0] ?? NaN], ...measured };
  } finally {
    await rm(folder, { recursive: true });
  }
}

interface Setting {
  readonly size: ClusterSize;
  readonly cluster: PopulatedCluster;
  readonly fleet: Fleet;
  readonly controller: ControllerProcess;
}

async function measureController(
  setting: Setting,
  rounds: ClusterRounds,
  say: Say,
): Promise<Omit<ClusterResult, "size" | "load">> {
  const { cluster, fleet, controller, size } = setting;
  const { pid } = controller;
  say("cluster: the controller starts, and all agents connect");
  const start = await measureStart(setting);
  await sleep(Math.min(settleTime, rounds.idle));
  say("cluster: idle");
  const idle = await measureIdle(pid, rounds.idle);
  const idleMemory = residentMegabytes(pid);
  using watch = await watchBarely(cluster);
  say(`cluster: ${rounds.readinessChanges} changes of a pod's readiness`);
  const pods = [...plannedPods(size)].filter(
    ({ policy, node }) => policy !== undefined && fleet.nodes.includes(node),
  );
  const readiness = await measureReadiness(
    { cluster, fleet, watch, pods },
    rounds.readinessChanges,
  );
  say(`cluster: ${rounds.policyChanges} changes of a policy on all nodes`);
  const policyChange = await measurePolicyChanges(cluster, fleet, {
    policy: "app-0",
    changes: rounds.policyChanges,
  });
  const reconnect = await measureReconnects(setting, rounds.reconnects, say);
  const memory = {
    idle: idleMemory,
    end: residentMegabytes(pid),
    peak: peakMegabytes(pid),
    bareWatch: residentMegabytes(watch.pid),
  };
  return { start, idle, readiness, policyChange, reconnect, memory };
}

async function measureStart({ fleet, controller }: Setting): Promise<StartResult> {
  const { startedAt, pid } = controller;
  const listening = await controller.line("listening");
  const served = firstBatches(fleet, {
    nodes: fleet.nodes,
    isMeant: () => true,
    what: "each agent has its first table",
  });
  await fleet.connect(portIn(listening, "address"));
  const sourcesListed = await controller.line("sources listed");
  const arrivals = await served;
  return {
    listening: listening.at - startedAt,
    sourcesListed: sourcesListed.at - startedAt,
    tables: spreadOf([...arrivals.values()].map((at) => at - startedAt)),
    processor: processorTime(pid),
  };
}

async function measureIdle(pid: number, duration: number): Promise<IdleResult> {
  const before = processorTime(pid);
  const begin = monotonicTime();
  await sleep(duration);
  const processor = processorTime(pid) - before;
  return { processorPercent: (processor / (monotonicTime() - begin)) * 100 };
}

async function watchBarely({ plane, keyPair, api }: PopulatedCluster): Promise<BareWatch> {
  const page = await api.expect({ method: "GET", path: "/api/v1/pods?limit=1" });
  const revision = jsonField(page, "metadata", "resourceVersion");
  if (typeof revision !== "string") throw new Error("The list of pods has no revision");
  return BareWatch.start({ url: plane.url, ca: plane.ca, ...keyPair, revision });
}

async function measureReconnects(
  { fleet, controller }: Setting,
  times: number,
  say: Say,
): Promise<ReconnectResult> {
  const { pid } = controller;
  const port = portIn(await controller.line("listening"), "address");
  const lostBefore = fleet.losses;
  const processorBefore = processorTime(pid);
  const longest: number[] = [];
  for (let time = 0; time < times; time += 1) {
    say(`cluster: all agents reconnect, ${time + 1} of ${times}`);
    await fleet.cut();
    // The controller notices, as after a break of the network.
    await sleep(1_000);
    const served = firstBatches(fleet, {
      nodes: fleet.nodes,
      isMeant: () => true,
      what: "each agent is served again",
    });
    const begin = monotonicTime();
    await fleet.connect(port);
    longest.push(Math.max(...(await served).values()) - begin);
  }
  return {
    toAll: spreadOf(longest),
    processor: (processorTime(pid) - processorBefore) / times,
    lost: fleet.losses - lostBefore,
  };
}
