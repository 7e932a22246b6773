import { mkdtemp, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { startControlPlane } from "../../cluster/control-plane.ts";
import { jsonField } from "../../cluster/json-field.ts";
import { residentMegabytes } from "../process-usage.ts";
import { certificateIdentities, tokenFlags, tokenIdentities } from "./agent-identities.ts";
import { BareWatch } from "./bare-watch.ts";
import type { ClusterSize } from "./cluster-size.ts";
import { writeControllerFiles } from "./controller-process.ts";
import { ControllerReplicas } from "./controller-replicas.ts";
import { firstBatches } from "./first-batches.ts";
import { Fleet } from "./fleet.ts";
import { monotonicTime } from "./monotonic-time.ts";
import { measurePolicyChanges, type PolicyChangeResult } from "./policy-changes.ts";
import { writePodSurroundings } from "./pod-surroundings.ts";
import { populate, type PopulatedCluster } from "./populate.ts";
import { plannedPods } from "./population.ts";
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
  /** How long agents stay away before each of them, in milliseconds. */
  readonly away: number;
  /** How long an idle controller is watched, in milliseconds. */
  readonly idle: number;
}

/** Enough for a p99 that is not the longest one. */
export const usualRounds: ClusterRounds = {
  readinessChanges: 500,
  policyChanges: 9,
  reconnects: 3,
  // The controller notices that they are gone, as after a break of the network.
  away: 1_000,
  idle: 20_000,
};

/** Where agents have tokens: the controller remembers those for a minute (token-verifier.ts). */
export const tokenRounds: ClusterRounds = { ...usualRounds, away: 61_000 };

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
  /** Processor time that the controllers took for it. */
  readonly processor: number;
}

/** A controller to which nothing happens. */
export interface IdleResult {
  /** Of all replicas, in percent of one processor. */
  readonly processorPercent: number;
}

/** All agents at once. */
export interface ReconnectResult {
  /** Until the last one is served, of each time that they did. */
  readonly toAll: Spread;
  /** Processor time that the controllers took, on average. */
  readonly processor: number;
  /** Connections that were lost on the way, all in all. */
  readonly lost: number;
}

/** The largest controller beside a bare watch client; at rest, but for `peak`. */
export interface MemoryResult {
  readonly idle: number;
  readonly end: number;
  readonly peak: number;
  readonly bareWatch: number;
}

/** Hears how it goes. */
export type Say = (text: string) => void;

/** After so long at rest nothing is left of what went before, in milliseconds. */
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
    say(`cluster: ${size.proof}s for ${size.agents} agents`);
    const files = await writeControllerFiles(folder);
    const identities = await (size.proof === "token"
      ? tokenIdentities(size.agents, cluster)
      : certificateIdentities(size.agents, files.authority));
    using fleet = new Fleet(identities.map(({ node }) => node));
    await fleet.equip(identities, files.authority.certificate);
    const before = loadavg()[0] ?? NaN;
    const flags = [...files.flags, ...(size.proof === "token" ? tokenFlags : [])];
    const pod = await writePodSurroundings(plane, folder);
    using controllers = await ControllerReplicas.start({
      count: size.replicas,
      pod,
      flags,
      folder,
    });
    const measured = await measureControllers({ size, cluster, fleet, controllers }, rounds, say);
    await controllers.end();
    return { size, load: [before, loadavg()[0] ?? NaN], ...measured };
  } finally {
    await rm(folder, { recursive: true });
  }
}

interface Setting {
  readonly size: ClusterSize;
  readonly cluster: PopulatedCluster;
  readonly fleet: Fleet;
  readonly controllers: ControllerReplicas;
}

async function measureControllers(
  setting: Setting,
  rounds: ClusterRounds,
  say: Say,
): Promise<Omit<ClusterResult, "size" | "load">> {
  const { cluster, fleet, controllers, size } = setting;
  say("cluster: the controller starts, and all agents connect");
  const start = await measureStart(setting);
  await settle(rounds);
  say("cluster: idle");
  const idle = await measureIdle(controllers, rounds.idle);
  const idleMemory = controllers.residentMegabytes;
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
  const reconnect = await measureReconnects(setting, rounds, say);
  await settle(rounds);
  const memory = {
    idle: idleMemory,
    end: controllers.residentMegabytes,
    peak: controllers.peakMegabytes,
    bareWatch: residentMegabytes(watch.pid),
  };
  return { start, idle, readiness, policyChange, reconnect, memory };
}

function settle({ idle }: ClusterRounds): Promise<void> {
  return sleep(Math.min(settleTime, idle));
}

async function measureStart({ fleet, controllers }: Setting): Promise<StartResult> {
  const { startedAt } = controllers;
  const listening = await controllers.line("listening");
  const served = firstBatches(fleet, {
    nodes: fleet.nodes,
    isMeant: () => true,
    what: "each agent has its first table",
  });
  await fleet.connect(controllers.ports);
  const sourcesListed = await controllers.line("sources listed");
  const arrivals = await served;
  return {
    listening: listening - startedAt,
    sourcesListed: sourcesListed - startedAt,
    tables: spreadOf([...arrivals.values()].map((at) => at - startedAt)),
    processor: controllers.processorTime,
  };
}

async function measureIdle(controllers: ControllerReplicas, duration: number): Promise<IdleResult> {
  const before = controllers.processorTime;
  const begin = monotonicTime();
  await sleep(duration);
  const processor = controllers.processorTime - before;
  return { processorPercent: (processor / (monotonicTime() - begin)) * 100 };
}

async function watchBarely({ plane, keyPair, api }: PopulatedCluster): Promise<BareWatch> {
  const page = await api.expect({ method: "GET", path: "/api/v1/pods?limit=1" });
  const revision = jsonField(page, "metadata", "resourceVersion");
  if (typeof revision !== "string") throw new Error("The list of pods has no revision");
  return BareWatch.start({ url: plane.url, ca: plane.ca, ...keyPair, revision });
}

async function measureReconnects(
  { fleet, controllers }: Setting,
  { reconnects: times, away }: ClusterRounds,
  say: Say,
): Promise<ReconnectResult> {
  const lostBefore = fleet.losses;
  const processorBefore = controllers.processorTime;
  const longest: number[] = [];
  for (let time = 0; time < times; time += 1) {
    say(`cluster: all agents reconnect, ${time + 1} of ${times}`);
    await fleet.cut();
    await sleep(away);
    const served = firstBatches(fleet, {
      nodes: fleet.nodes,
      isMeant: () => true,
      what: "each agent is served again",
    });
    const begin = monotonicTime();
    await fleet.connect(controllers.ports);
    longest.push(Math.max(...(await served).values()) - begin);
  }
  return {
    toAll: spreadOf(longest),
    processor: (controllers.processorTime - processorBefore) / times,
    lost: fleet.losses - lostBefore,
  };
}
