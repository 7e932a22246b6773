import { join } from "node:path";

import { dnsAddresses } from "../nodes/address-plan.ts";
import { type PodContainer, startInContainer } from "../nodes/pod-container.ts";
import type { DnsLoadPlan, LoadPatience, QueryTotals } from "./dns-load-plan.ts";

/** A running load. */
export interface DnsLoad {
  /** Ends it, and waits for the answers that are still to come. */
  stop(): Promise<readonly QueryTotals[]>;
}

/** 300 queries and 30 connections a second in all, half of them over IPv6. */
const rates = { connected: 100, unconnected: 40, kept: 10, tcp: 15 } as const;

/** Nothing is made up for by asking again; and glibc waits as long by default. */
const once: LoadPatience = { tries: 1, patience: 5_000 };

/** For the answers still to come, on a busy machine; in milliseconds. */
const lastAnswers = 20_000;

/** Has a pod ask the cluster's DNS, by both of its addresses, until it is stopped. */
export async function startDnsLoad(
  pod: PodContainer,
  patience: LoadPatience = once,
): Promise<DnsLoad> {
  const plan: DnsLoadPlan = {
    ...{ servers: Object.values(dnsAddresses), name: "kubernetes.default.svc.cluster.local" },
    ...{ rates, ...patience },
  };
  const program = join(import.meta.dirname, "dns-load-program.ts");
  const load = startInContainer(pod, [process.execPath, program, JSON.stringify(plan)]);
  await load.nextLine(30_000);
  return {
    async stop() {
      load.endInput();
      // dns-load-program.ts, beside this file, prints just that.
      const totals = JSON.parse(await load.nextLine(lastAnswers)) as readonly QueryTotals[];
      await load.ended;
      return totals;
    },
  };
}
