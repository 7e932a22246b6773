import { apiVersion } from "@localredirect/types";

import { firstBatches } from "./first-batches.ts";
import type { Fleet } from "./fleet.ts";
import { monotonicTime } from "./monotonic-time.ts";
import type { PopulatedCluster } from "./populate.ts";
import { spreadOf, type Spread } from "./readiness-changes.ts";

/** How long changes of a policy took that concern every node, in milliseconds. */
export interface PolicyChangeResult {
  readonly changes: number;
  /** From the request to the API server until half of the agents have acknowledged. */
  readonly toHalf: Spread;
  /** Until all have. */
  readonly toAll: Spread;
}

/** Changes a policy's limit, again and again. */
export async function measurePolicyChanges(
  cluster: PopulatedCluster,
  fleet: Fleet,
  { policy, changes }: { readonly policy: string; readonly changes: number },
): Promise<PolicyChangeResult> {
  const halves: number[] = [];
  const alls: number[] = [];
  for (let change = 0; change < changes; change += 1) {
    const got = firstBatches(fleet, {
      nodes: fleet.nodes,
      isMeant: ({ upserts }) => upserts > 0,
      what: `each agent has change ${change} of policy ${policy}`,
    });
    const sent = monotonicTime();
    await cluster.api.expect({
      method: "PATCH",
      path: `/apis/${apiVersion}/localredirectpolicies/${policy}`,
      body: { spec: { qosLimit: 1_000 + change } },
      contentType: "application/merge-patch+json",
    });
    const { median, longest } = spreadOf([...(await got).values()].map((at) => at - sent));
    halves.push(median);
    alls.push(longest);
  }
  return { changes, toHalf: spreadOf(halves), toAll: spreadOf(alls) };
}
