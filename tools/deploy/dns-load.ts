import { join } from "node:path";

import { dnsAddresses } from "../nodes/address-plan.ts";
import { type PodContainer, startInContainer } from "../nodes/pod-container.ts";

/** What became of queries over one protocol. */
export interface QueryTotals {
  readonly queries: number;
  /** How many had no answer. No query is asked a second time. */
  readonly lost: number;
  /** Why the first of them had none; empty: all had one. */
  readonly firstError: string;
}

/** What became of a load. */
export interface DnsLoadTotals {
  readonly udp: QueryTotals;
  readonly tcp: QueryTotals;
}

/** A running load. */
export interface DnsLoad {
  /** Ends it, and waits for the answers that are still to come. */
  stop(): Promise<DnsLoadTotals>;
}

/** Queries a second. */
const rates = { udp: 300, tcp: 30 } as const;

/** For the answers still to come, on a busy machine; in milliseconds. */
const lastAnswers = 20_000;

/** Has a pod ask the cluster's DNS, each time with a new socket, until it is stopped. */
export async function startDnsLoad(pod: PodContainer): Promise<DnsLoad> {
  const load = startInContainer(pod, [
    ...[process.execPath, join(import.meta.dirname, "dns-load-program.ts")],
    ...[dnsAddresses.v4, "kubernetes.default.svc.cluster.local"],
    ...[String(rates.udp), String(rates.tcp)],
  ]);
  await load.nextLine(30_000);
  return {
    async stop() {
      load.endInput();
      // dns-load-program.ts, beside this file, prints just that.
      const totals = JSON.parse(await load.nextLine(lastAnswers)) as DnsLoadTotals;
      await load.ended;
      return totals;
    },
  };
}
