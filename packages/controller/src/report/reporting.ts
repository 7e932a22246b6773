import { randomBytes } from "node:crypto";

import type { Logger } from "@localredirect/process";

import type { ConnectToCluster } from "../kubernetes-api/connect-to-cluster.ts";
import { ClusterLeaseStore } from "../leader/cluster-lease-store.ts";
import { Leadership } from "../leader/leadership.ts";
import type { LeadershipEvent } from "../leader/leadership.ts";
import { EventWriter } from "./events/event-writer.ts";
import { policyTransitions } from "./events/policy-transitions.ts";
import type { ReportMetrics } from "./report-metrics.ts";
import type { StatusSource } from "./status-source.ts";
import { StatusTerm } from "./status-term.ts";

/** What reporting works with. */
export interface ReportingOptions {
  readonly connect: ConnectToCluster;
  readonly source: StatusSource;
  /** Where the Lease is: the controllers' own namespace. */
  readonly namespace: string;
  /** Which of the controllers this is: its pod. */
  readonly replica: string;
  readonly metrics: ReportMetrics;
  readonly logger: Logger;
}

/** A controller's reports to the API, at work. */
export interface Reporting {
  /** Ends them, and lets another replica go on at once. */
  stop(): Promise<void>;
}

/** The Lease by which replicas agree on who writes. */
const leaseName = "localredirect-controller";

/** Writes the policies' status and events to the API for as long as this replica leads. */
export function startReporting(options: ReportingOptions): Reporting {
  const { connect, source, namespace, replica, metrics, logger } = options;
  const abort = new AbortController();
  const events = new EventWriter({ connect, instance: replica, metrics, logger });
  const leadership = new Leadership({
    store: new ClusterLeaseStore(connect, { namespace, name: leaseName }),
    // A pod's container that starts again is another candidate: it knows nothing of the last one.
    identity: `${replica}_${randomBytes(4).toString("hex")}`,
    onEvent: (event) => {
      logLeadership(event, logger);
    },
  });
  const lead = async (signal: AbortSignal): Promise<void> => {
    metrics.leader.set(1);
    await new StatusTerm(
      {
        ...{ connect, source, metrics, logger },
        onWritten: (policy, before, after) => {
          events.report(policy, policyTransitions(before, after));
        },
      },
      signal,
    ).run();
    metrics.leader.set(0);
  };
  const running = Promise.all([leadership.run(lead, abort.signal), events.run(abort.signal)]);
  return {
    stop: async () => {
      abort.abort();
      await running;
    },
  };
}

function logLeadership(event: LeadershipEvent, logger: Logger): void {
  switch (event.kind) {
    case "leading":
      logger.info({}, "leading: this replica writes status");
      return;
    case "lost":
      logger.warn({}, "no longer leading: the lease could not be renewed");
      return;
    case "failed": {
      const { error } = event;
      const reason = error instanceof Error ? error.message : String(error);
      logger.warn({ reason }, "the lease cannot be read or written");
    }
  }
}
