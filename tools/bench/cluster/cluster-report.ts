import { formatTable } from "../text-table.ts";
import type { ClusterResult } from "./cluster-bench.ts";

type Row = readonly [what: string, measured: string, target: string];

const milliseconds = (value: number): string =>
  value < 100 ? `${value.toFixed(1)} ms` : `${value.toFixed(0)} ms`;
const seconds = (value: number): string => `${(value / 1_000).toFixed(2)} s`;
const megabytes = (value: number): string => `${value.toFixed(0)} MB`;

/**
 * What a controller does in a cluster, beside the targets, which are for the full size: on two
 * processors that the API server, etcd and all agents have to share with it.
 */
export function clusterReport(result: ClusterResult): string {
  const { nodes, pods, agents, policies, replicas, proof } = result.size;
  const [before, after] = result.load;
  return [
    `Cluster: ${nodes} nodes, ${pods} pods, ${policies} policies, ${agents} agents by TLS 1.3 and ${proof}, ` +
      `controllers: ${replicas}; load ${before.toFixed(1)} before, ${after.toFixed(1)} at the end`,
    "",
    formatTable(
      ["what", "measured", "target, full size"],
      [...startRows(result), ...changeRows(result), ...restRows(result)],
    ),
  ].join("\n");
}

function startRows({ start }: ClusterResult): readonly Row[] {
  return [
    ["start until the sources are listed", seconds(start.sourcesListed), ""],
    ["start until every agent has its first table", seconds(start.tables.longest), ""],
    ["processor time of that", seconds(start.processor), ""],
  ];
}

function changeRows({ readiness, policyChange }: ClusterResult): readonly Row[] {
  const { toWatch, toAgent, beyondWatch, ratio } = readiness;
  const both = ({ median, p99 }: typeof toWatch): string =>
    `${milliseconds(median)}, ${milliseconds(p99)}`;
  return [
    ["a pod's readiness, to a bare watch: median, p99", both(toWatch), ""],
    ["a pod's readiness, to its node's agent", both(toAgent), "p99 20 ms"],
    ["the agent after the bare watch", both(beyondWatch), ""],
    ["the agent's median to the bare watch's", ratio.toFixed(2), ""],
    ["a policy, acknowledged by half of the agents", seconds(policyChange.toHalf.median), ""],
    ["a policy, acknowledged by all", seconds(policyChange.toAll.median), "1 s"],
  ];
}

function restRows({ size, reconnect, memory, idle }: ClusterResult): readonly Row[] {
  const residentTarget = size.replicas < 3 ? "600 MB" : "350 MB each of three";
  return [
    ["all agents reconnect at once, all served", seconds(reconnect.toAll.median), "15 s"],
    ["processor time of that", seconds(reconnect.processor), ""],
    ["processor, nothing happens", `${idle.processorPercent.toFixed(1)} %`, ""],
    ["resident, after the start", megabytes(memory.idle), residentTarget],
    ["resident, at the end", megabytes(memory.end), residentTarget],
    ["resident, the most", megabytes(memory.peak), ""],
    ["resident, the bare watch client", megabytes(memory.bareWatch), ""],
  ];
}
