import { createAgentMetrics } from "../../packages/agent/src/metrics/metrics.ts";
import { addIdentityGauges } from "../../packages/controller/src/identity/identity-metrics.ts";
import {
  addControllerGauges,
  createControllerMetrics,
} from "../../packages/controller/src/metrics.ts";
import { addPeerGauges } from "../../packages/controller/src/peers/peer-metrics.ts";

/** A metric as the code declares it. */
export interface DeclaredMetric {
  readonly name: string;
  readonly type: string;
  readonly help: string;
  readonly labels: readonly string[];
}

/** All metrics of both planes that are our own, by name. */
export async function declaredMetrics(): Promise<ReadonlyMap<string, DeclaredMetric>> {
  const controller = createControllerMetrics("0");
  addControllerGauges(controller.registry, {
    streams: () => 0,
    nodeStates: () => new Map(),
    mostRedirects: () => 0,
    sourceProblems: () => new Map(),
  });
  addIdentityGauges(controller.registry, {
    tokensWaiting: () => 0,
    certificateExpiry: () => undefined,
  });
  addPeerGauges(controller.registry, {
    known: () => 0,
    heard: () => 0,
    told: () => 0,
    nodes: () => 0,
    largestSize: () => 0,
  });
  const agent = createAgentMetrics("0", {
    datapath: {
      held: () => new Map(),
      counters: () => [],
      mapFill: () => [],
      servers: () => ({ watched: 0, seen: 0, dead: 0, capacity: 0 }),
      warnings: () => [],
    },
    isServed: () => false,
    secondsAlone: () => undefined,
    tokenExpiresAt: () => undefined,
  });
  const metrics = new Map<string, DeclaredMetric>();
  for (const { registry } of [controller, agent]) {
    for (const { name, help, type } of await registry.getMetricsAsJSON()) {
      if (!name.startsWith("localredirect_")) continue;
      const labels = labelNames(registry.getSingleMetric(name));
      metrics.set(name, { name, help, type: String(type), labels });
    }
  }
  return metrics;
}

/** The library keeps them, but not in its types. */
function labelNames(metric: object | undefined): readonly string[] {
  const names: unknown = metric === undefined ? undefined : Reflect.get(metric, "labelNames");
  return Array.isArray(names) ? names.map(String).sort() : [];
}
