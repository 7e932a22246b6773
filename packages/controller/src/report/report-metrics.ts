import { Counter, Gauge, Histogram } from "prom-client";
import type { Registry } from "prom-client";

/** What becomes of an attempt to write a status. */
export type StatusWriteResult = (typeof statusWriteResults)[number];

/** What is counted of a controller's reports to the API. */
export interface ReportMetrics {
  /** 1 while this replica is the one that writes. */
  readonly leader: Gauge;
  readonly statusWrites: Counter<"result">;
  readonly statusQueue: Gauge;
  readonly statusLatency: Histogram;
  readonly events: Counter<"result">;
  readonly eventQueue: Gauge;
}

const statusWriteResults = ["written", "gone", "conflict", "failed"] as const;
const eventWriteResults = ["written", "failed", "dropped"] as const;

/** From a local API server's answer to the patience with any, 30 s. */
const latencyBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Adds what is counted of the reports. */
export function createReportMetrics(registry: Registry): ReportMetrics {
  const registers = [registry];
  const prefix = "localredirect_controller";
  const labelNames = ["result"] as const;
  const statusWrites = new Counter({
    name: `${prefix}_status_writes_total`,
    help: "Attempts to write a policy's status to the API, by result",
    ...{ labelNames, registers },
  });
  const events = new Counter({
    name: `${prefix}_events_total`,
    help: "Events of policies, by what became of them in the API",
    ...{ labelNames, registers },
  });
  // So that an alert sees the first one too: a series that begins with 1 has no increase.
  for (const result of statusWriteResults) statusWrites.inc({ result }, 0);
  for (const result of eventWriteResults) events.inc({ result }, 0);
  return {
    leader: new Gauge({
      name: `${prefix}_leader`,
      help: "Whether this replica writes the policies' status, 1 or 0",
      registers,
    }),
    statusWrites,
    statusQueue: new Gauge({
      name: `${prefix}_status_writes_waiting`,
      help: "Policies whose status waits to be written",
      registers,
    }),
    statusLatency: new Histogram({
      name: `${prefix}_status_write_duration_seconds`,
      help: "How long the API server takes over one write of a status",
      buckets: latencyBuckets,
      registers,
    }),
    events,
    eventQueue: new Gauge({
      name: `${prefix}_events_waiting`,
      help: "Events that wait to be written",
      registers,
    }),
  };
}
