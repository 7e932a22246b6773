import { setTimeout as sleep } from "node:timers/promises";

import { quantile } from "../statistics.ts";
import type { BareWatch } from "./bare-watch.ts";
import { firstBatches } from "./first-batches.ts";
import type { Fleet } from "./fleet.ts";
import { monotonicTime } from "./monotonic-time.ts";
import type { PopulatedCluster } from "./populate.ts";
import type { PlannedPod } from "./population.ts";

/** A median and what lies beyond it, in milliseconds. */
export interface Spread {
  readonly median: number;
  readonly p99: number;
  readonly longest: number;
}

/** How long single changes of readiness took, in milliseconds. */
export interface ReadinessResult {
  readonly changes: number;
  /** From the request to the API server until a bare watch client has the event. */
  readonly toWatch: Spread;
  /** From the request to the API server until the agent of the pod's node has the change. */
  readonly toAgent: Spread;
  /** From when the bare watch client has it until the agent has it. */
  readonly beyondWatch: Spread;
  /** Of the medians, agent to watch. */
  readonly ratio: number;
}

/** Who and what takes part. */
export interface ReadinessSetting {
  readonly cluster: PopulatedCluster;
  readonly fleet: Fleet;
  readonly watch: BareWatch;
  /** All are ready, selected by a policy, and on nodes that have agents. */
  readonly pods: readonly PlannedPod[];
}

interface Sample {
  readonly toWatch: number;
  readonly toAgent: number;
}

/** So that changes hit pods all over the cluster: a prime, larger than a node has pods. */
const stride = 7_919;

/** Makes pods unready and ready again, one change at a time. */
export async function measureReadiness(
  setting: ReadinessSetting,
  changes: number,
): Promise<ReadinessResult> {
  const { pods } = setting;
  const samples: Sample[] = [];
  for (let change = 0; change < changes; change += 1) {
    const pod = pods[(Math.floor(change / 2) * stride) % pods.length];
    if (pod === undefined) throw new Error("No policy selects a pod on a node with an agent");
    samples.push(await changeReadiness(setting, pod, change % 2 === 1));
    // Neither in step with any timer of the programs, nor back to back.
    await sleep(5 + ((change * 7) % 20));
  }
  const toWatch = spreadOf(samples.map((sample) => sample.toWatch));
  const toAgent = spreadOf(samples.map((sample) => sample.toAgent));
  return {
    changes,
    toWatch,
    toAgent,
    beyondWatch: spreadOf(samples.map((sample) => sample.toAgent - sample.toWatch)),
    ratio: toAgent.median / toWatch.median,
  };
}

async function changeReadiness(
  { cluster, fleet, watch }: ReadinessSetting,
  { namespace, name, node }: PlannedPod,
  isReady: boolean,
): Promise<Sample> {
  const conditions = [{ type: "Ready", status: isReady ? "True" : "False" }];
  const seen = watch.next(name);
  const got = firstBatches(fleet, {
    nodes: [node],
    isMeant: ({ backends }) => backends === Number(isReady),
    what: `the agent of ${node} has the change of ${namespace}/${name}`,
  });
  const sent = monotonicTime();
  await cluster.api.expect({
    method: "PATCH",
    path: `/api/v1/namespaces/${namespace}/pods/${name}/status`,
    body: { status: { conditions } },
    contentType: "application/strategic-merge-patch+json",
  });
  const arrivals = await got;
  return { toWatch: (await seen) - sent, toAgent: (arrivals.get(node) ?? NaN) - sent };
}

/** The middle of some times and what lies beyond it. */
export function spreadOf(samples: readonly number[]): Spread {
  return {
    median: quantile(samples, 0.5),
    p99: quantile(samples, 0.99),
    longest: quantile(samples, 1),
  };
}
