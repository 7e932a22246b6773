import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

import { createIdentityMetrics } from "./identity/identity-metrics.ts";
import type { IdentityMetrics } from "./identity/identity-metrics.ts";
import { refusalReasons } from "./identity/identity-refusal.ts";
import { createPeerMetrics } from "./peers/peer-metrics.ts";
import type { PeerMetrics } from "./peers/peer-metrics.ts";
import { createReportMetrics } from "./report/report-metrics.ts";
import type { ReportMetrics } from "./report/report-metrics.ts";

/** What is counted while streams are served; the rest is asked for when it is scraped. */
export interface ControllerMetrics {
  readonly registry: Registry;
  readonly streamsOpened: Counter;
  /** Why streams end: a gRPC status as the proto file lists them, `closed` or `cancelled`. */
  readonly streamEnds: Counter<"reason">;
  /** Streams that were refused or ended as their agent is not whom it has to be. */
  readonly identityRefusals: Counter<"reason">;
  readonly identity: IdentityMetrics;
  readonly peers: PeerMetrics;
  readonly report: ReportMetrics;
  readonly batches: Counter;
  readonly refusals: Counter;
  readonly divergences: Counter;
  readonly drains: Counter;
  readonly syncLatency: Histogram;
}

/** What is looked up at each scrape. */
export interface ControllerGauges {
  /** Streams that are open now. */
  streams(): number;
  /** How many nodes are in each state. */
  nodeStates(): ReadonlyMap<string, number>;
  /** The largest number of redirects of one node. */
  mostRedirects(): number;
  /** What is wrong in the sources now, by severity. */
  sourceProblems(): ReadonlyMap<string, number>;
}

/** From a millisecond, as on one machine, to the 30 s after which a node is stale. */
const latencyBuckets = [0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** What a controller counts, and the usual metrics of its process. */
export function createControllerMetrics(version: string): ControllerMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: "localredirect_controller_build_info",
    help: "The running version, always 1",
    labelNames: ["version"],
    registers: [registry],
  }).set({ version }, 1);
  const counter = <Label extends string = never>(
    name: string,
    help: string,
    labelNames: readonly Label[] = [],
  ): Counter<Label> =>
    new Counter({
      name: `localredirect_controller_${name}_total`,
      help,
      labelNames,
      registers: [registry],
    });
  const identityRefusals = counter(
    "identity_refusals",
    "Streams that were refused or ended as their agent is not whom it has to be, by the reason",
    ["reason"],
  );
  // So that an alert sees the first one too: a series that begins with 1 has no increase.
  refusalReasons.forEach((reason) => {
    identityRefusals.inc({ reason }, 0);
  });
  return {
    registry,
    identityRefusals,
    identity: createIdentityMetrics(registry),
    peers: createPeerMetrics(registry),
    report: createReportMetrics(registry),
    streamsOpened: counter("streams_opened", "Streams that agents have opened"),
    streamEnds: counter("stream_ends", "Streams that have ended, by the reason", ["reason"]),
    batches: counter("batches", "Batches of changes that were sent to agents"),
    refusals: counter("refusals", "Redirects that agents have refused, counted in each Ack"),
    divergences: counter(
      "divergences",
      "Times that an agent held another table than it had acknowledged",
    ),
    drains: counter("drains", "Streams whose agents were asked to go to another"),
    syncLatency: new Histogram({
      name: "localredirect_controller_sync_latency_seconds",
      help: "From the event that changed a node's table to the Ack that its kernel holds it",
      buckets: latencyBuckets,
      registers: [registry],
    }),
  };
}

/** Adds what is looked up at each scrape. */
export function addControllerGauges(registry: Registry, gauges: ControllerGauges): void {
  addGauge(registry, "streams", "Streams of agents that are open", () => gauges.streams());
  addGauge(
    registry,
    "node_redirects_max",
    "The largest number of redirects that one node should have",
    () => gauges.mostRedirects(),
  );
  addGaugeBy(registry, "nodes", ["state", "Nodes by state"], () => gauges.nodeStates());
  addGaugeBy(
    registry,
    "source_problems",
    ["severity", "What is wrong in the sources now, by severity"],
    () => gauges.sourceProblems(),
  );
}

function addGauge(registry: Registry, name: string, help: string, value: () => number): void {
  new Gauge({
    name: `localredirect_controller_${name}`,
    help,
    registers: [registry],
    collect() {
      this.set(value());
    },
  });
}

function addGaugeBy(
  registry: Registry,
  name: string,
  [label, help]: readonly [label: string, help: string],
  values: () => ReadonlyMap<string, number>,
): void {
  new Gauge({
    name: `localredirect_controller_${name}`,
    help,
    labelNames: [label],
    registers: [registry],
    collect() {
      this.reset();
      for (const [key, value] of values()) {
        this.set({ [label]: key }, value);
      }
    },
  });
}
