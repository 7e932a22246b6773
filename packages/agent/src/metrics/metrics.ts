import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Datapath } from "../datapath/datapath.ts";
import type { SubscriberEvent } from "../subscribe/subscriber-events.ts";
import { nextVerdictSeries, noVerdictSeries } from "./verdict-series.ts";

/** What is looked up at each scrape, and only then. */
export interface AgentReadings {
  readonly datapath: Pick<Datapath, "held" | "counters" | "mapFill" | "servers" | "warnings">;
  /** Whether a controller serves this node now. */
  isServed(): boolean;
  /** Since a controller was last heard; undefined: never. */
  secondsAlone(): number | undefined;
  /** Of the token that a controller was shown last, in ms since 1970; undefined: there is none. */
  tokenExpiresAt(): number | undefined;
}

/** The agent's metrics. */
export interface AgentMetrics {
  readonly registry: Registry;
  /** Counts what the subscription tells. */
  readonly observe: (event: SubscriberEvent) => void;
}

const prefix = "localredirect_agent_";

/** From a single redirect, some 50 µs, to 500 of them on a busy node. */
const applyBuckets = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5];

/** Makes the metrics; nothing is read from the kernel before the first scrape. */
export function createAgentMetrics(version: string, readings: AgentReadings): AgentMetrics {
  const registry = new Registry();
  addProcessGauges(registry, version);
  addTableGauges(registry, readings);
  addServerGauges(registry, readings);
  addVerdicts(registry, readings);
  return { registry, observe: subscriptionCounters(registry) };
}

/** The names are Prometheus' own; its other ones cost a timer that wakes an idle node. */
function addProcessGauges(registry: Registry, version: string): void {
  const name = `${prefix}build_info`;
  const help = "The running version, always 1";
  new Gauge({ name, help, labelNames: ["version"], registers: [registry] }).set({ version }, 1);
  addGauge(registry, "process_resident_memory_bytes", "Resident memory size in bytes", () =>
    process.memoryUsage.rss(),
  );
  new Counter({
    name: "process_cpu_seconds_total",
    help: "User and system CPU time in seconds",
    registers: [registry],
    collect() {
      const { user, system } = process.cpuUsage();
      this.reset();
      this.inc((user + system) / 1e6);
    },
  });
  const start = Math.floor(Date.now() / 1000 - process.uptime());
  addGauge(
    registry,
    "process_start_time_seconds",
    "Start time of the process since 1970 in seconds",
    () => start,
  );
}

function addTableGauges(registry: Registry, readings: AgentReadings): void {
  const { datapath } = readings;
  addGauge(
    registry,
    `${prefix}redirects`,
    "Redirects that the kernel holds",
    () => datapath.held().size,
  );
  addGauge(
    registry,
    `${prefix}redirects_warned`,
    "Redirects that work but for something, as a no-loop rule that is not armed for a pod",
    () => new Set(datapath.warnings().map(({ id }) => id)).size,
  );
  addGauge(registry, `${prefix}connected`, "1 while a controller serves this node, else 0", () =>
    readings.isServed() ? 1 : 0,
  );
  addGauge(
    registry,
    `${prefix}last_contact_seconds`,
    "Time since a controller was last heard; absent before the first time",
    () => readings.secondsAlone(),
  );
  addGauge(
    registry,
    `${prefix}token_expiry_timestamp_seconds`,
    "When the token expires that a controller was shown last, since 1970; absent without one",
    () => {
      const expiresAt = readings.tokenExpiresAt();
      return expiresAt === undefined ? undefined : expiresAt / 1000;
    },
  );
  addMapGauge(registry, "map_entries", "Entries in use, by kernel map", () =>
    datapath.mapFill().map(({ map, used }) => [map, used]),
  );
  addMapGauge(registry, "map_capacity_entries", "Entries that fit, by kernel map", () =>
    datapath.mapFill().map(({ map, capacity }) => [map, capacity]),
  );
}

function addServerGauges(registry: Registry, { datapath }: AgentReadings): void {
  addGauge(
    registry,
    `${prefix}servers`,
    "Servers of backends, one for each port of a pod, whose death the kernel notices",
    () => datapath.servers().watched,
  );
  addGauge(
    registry,
    `${prefix}servers_seen`,
    "Servers of which an open socket is known; the others count as alive until they bind again",
    () => datapath.servers().seen,
  );
  addGauge(
    registry,
    `${prefix}servers_dead`,
    "Servers whose last socket went: their backends get no connections",
    () => datapath.servers().dead,
  );
}

function addVerdicts(registry: Registry, { datapath }: AgentReadings): void {
  let series = noVerdictSeries;
  new Counter({
    name: `${prefix}verdicts_total`,
    help: "Connects and datagrams to a frontend, by what became of them; beyond 2,000 series the rest is frontend other",
    labelNames: ["policy", "frontend", "verdict"],
    registers: [registry],
    collect() {
      series = nextVerdictSeries(series, datapath.counters());
      this.reset();
      for (const { count, ...labels } of series.samples) this.inc(labels, count);
    },
  });
}

function subscriptionCounters(registry: Registry): (event: SubscriberEvent) => void {
  const counter = <Label extends string = never>(
    name: string,
    help: string,
    ...labelNames: Label[]
  ): Counter<Label> =>
    new Counter({ name: `${prefix}${name}_total`, help, labelNames, registers: [registry] });
  const batches = counter("batches_applied", "Batches that the kernel holds");
  const refusals = counter("refusals", "Redirects that could not be applied, by code", "code");
  const reconnects = counter("reconnects", "Attempts to connect again after a stream had ended");
  const ends = counter("stream_ends", "Streams that ended, by cause; violation: rubbish", "cause");
  const moves = counter("moves", "Requests of a controller to go to another");
  const mismatches = counter(
    "digest_mismatches",
    "Times that the kernel held another table than the controller thought",
  );
  const durations = new Histogram({
    name: `${prefix}apply_duration_seconds`,
    help: "Time to bring one batch into the kernel",
    buckets: applyBuckets,
    registers: [registry],
  });
  return (event) => {
    switch (event.kind) {
      case "applied":
        batches.inc();
        durations.observe(event.seconds);
        for (const { code } of event.report.refused) refusals.inc({ code });
        break;
      case "ended":
        ends.inc({ cause: event.cause.kind });
        if (event.retryIn !== undefined) reconnects.inc();
        break;
      case "moving":
        moves.inc();
        break;
      case "mismatch":
        mismatches.inc();
        break;
      case "served":
    }
  };
}

function addGauge(
  registry: Registry,
  name: string,
  help: string,
  value: () => number | undefined,
): void {
  new Gauge({
    ...{ name, help, registers: [registry] },
    collect() {
      this.remove();
      const now = value();
      if (now !== undefined) this.set(now);
    },
  });
}

function addMapGauge(
  registry: Registry,
  name: string,
  help: string,
  values: () => readonly (readonly [map: string, value: number])[],
): void {
  new Gauge({
    ...{ name: `${prefix}${name}`, help, labelNames: ["map"], registers: [registry] },
    collect() {
      this.reset();
      for (const [map, value] of values()) this.set({ map }, value);
    },
  });
}
