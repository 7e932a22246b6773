import { formatFrontend } from "@localredirect/types";
import type { PolicyStatus, Redirect } from "@localredirect/types";
import { expect } from "vitest";

import { type ControlPlane, startControlPlane } from "../../../../tools/cluster/control-plane.ts";
import { ApiObjects } from "../sources/kubernetes/testing/api-objects.ts";
import { StoryWorld } from "./story-world.ts";

/** What there is to see: each node's table, and what each policy's status says. */
export interface Seen {
  readonly a: readonly string[];
  readonly b: readonly string[];
  /** `NAME TYPE=STATUS/REASON… on NODES with BACKENDS`, without conditions that are as they should be. */
  readonly policies: readonly string[];
}

/** What there is to see before anything changes. */
export const usual: Seen = {
  a: ["10.96.1.1:80/TCP -> 10.1.0.1:8080 (web-a)"],
  b: ["10.96.1.1:80/TCP -> 10.1.0.2:8080 (web-b)"],
  policies: ["web on 2 of 2 with 2"],
};

/** A policy for the Service's port p, on blue nodes, and pods of app=web. */
export const usualSpec = {
  frontend: { serviceMatcher: { serviceName: "web", namespace: "story" } },
  backend: {
    endpointSelector: { matchLabels: { app: "web" } },
    toPorts: [{ port: "8080", protocol: "TCP", name: "p" }],
  },
  config: { nodeLabelSelector: { matchLabels: { color: "blue" } } },
} as const;

const namespace = "/api/v1/namespaces/story";
const policies = "/apis/balancing.elf.io/v1beta1/localredirectpolicies";

/** Where the objects are. */
export const paths: {
  readonly node: (name: string) => string;
  readonly pod: (name: string) => string;
  readonly service: string;
} = {
  node: (name) => `/api/v1/nodes/${name}`,
  pod: (name) => `${namespace}/pods/${name}`,
  service: `${namespace}/services/web`,
};

/** Two nodes, a pod on each, a Service and a policy, in a real API server with a real controller. */
export class ChangingCluster {
  readonly api: ApiObjects;
  readonly #plane: ControlPlane;
  readonly #world: StoryWorld;

  private constructor(plane: ControlPlane, api: ApiObjects, world: StoryWorld) {
    this.#plane = plane;
    this.api = api;
    this.#world = world;
  }

  static async start(): Promise<ChangingCluster> {
    // The namespace controller is wanted; others would take away pods of nodes that nobody renews.
    const off = "-node-lifecycle-controller,-pod-garbage-collector-controller";
    const flags = { controllerManager: [`--controllers=*,${off}`] };
    const plane = await startControlPlane({ controllerManager: true, flags });
    const api = new ApiObjects(plane);
    await api.namespace("story");
    return new ChangingCluster(plane, api, await StoryWorld.start(plane));
  }

  async stop(): Promise<void> {
    await this.#world.stop();
    await this.#plane.stop();
  }

  /** Makes the usual objects. */
  async fill(): Promise<void> {
    await this.addNode("node-a");
    await this.addNode("node-b");
    await this.api.service("web", "10.96.1.1", "story");
    await this.addPod("web-a", "node-a", "10.1.0.1");
    await this.addPod("web-b", "node-b", "10.1.0.2");
    await this.api.policy("web", usualSpec);
    this.#world.connectAgents(["node-a", "node-b"], []);
    await this.untilSeen(usual);
  }

  /** Takes everything away again. */
  async clear(): Promise<void> {
    this.#world.clear();
    const collections = [`${namespace}/pods`, `${namespace}/services`];
    for (const path of [policies, "/api/v1/nodes", ...collections]) await this.remove(path);
    await this.#world.untilEmpty();
  }

  /** A node that is blue. */
  async addNode(name: string): Promise<void> {
    await this.api.node(name);
    await this.paint(name, "blue");
  }

  async paint(node: string, color: string): Promise<void> {
    await this.api.patch(paths.node(node), { metadata: { labels: { color } } });
  }

  async addPod(name: string, node: string, ip: string): Promise<void> {
    await this.api.pod(name, { namespace: "story", labels: { app: "web" }, node, ip });
  }

  async setReady(pod: string, status: "True" | "False"): Promise<void> {
    const conditions = [{ type: "Ready", status }];
    await this.api.patch(`${paths.pod(pod)}/status`, { status: { conditions } });
  }

  /** Removes an object, or all of a collection, at once. */
  async remove(path: string): Promise<void> {
    const now = `${path}?gracePeriodSeconds=0`;
    await this.#plane.admin.expect({ method: "DELETE", path: now });
  }

  /** Asks a pod to end, which no kubelet says that it has. */
  async terminate(pod: string): Promise<void> {
    const path = `${paths.pod(pod)}?gracePeriodSeconds=30`;
    await this.#plane.admin.expect({ method: "DELETE", path });
  }

  async untilSeen(expected: Seen): Promise<void> {
    await expect.poll(() => this.#see(), { timeout: 40_000, interval: 50 }).toEqual(expected);
  }

  /** The statuses are those that stand in the API. */
  async #see(): Promise<Seen> {
    const [a, b, stored] = await Promise.all([
      this.#table("node-a"),
      this.#table("node-b"),
      this.#world.storedPolicies(),
    ]);
    return { a, b, policies: stored.map(describePolicy) };
  }

  /** Empty where the node is not known. */
  async #table(node: string): Promise<readonly string[]> {
    return (await this.#world.observer.table(node).catch(() => [])).map(describeRedirect);
  }
}

/** `FRONTEND -> BACKENDS (MEMBERS)`. */
function describeRedirect({ frontend, backends, members }: Redirect): string {
  const targets = backends.map(({ address, port }) => `${address}:${port}`).sort();
  const names = members.map((member) => member.pod.name).sort();
  return `${formatFrontend(frontend)} -> ${targets.join(" ")} (${names.join(" ")})`;
}

function describePolicy(status: PolicyStatus): string {
  const reasons = status.conditions
    .filter((condition) => condition.status !== "True" || condition.type !== condition.reason)
    .map(({ type, status: value, reason }) => ` ${type}=${value}/${reason}`);
  const { name, nodesProgrammed, nodesWanted, backends } = status;
  return `${name}${reasons.join("")} on ${nodesProgrammed} of ${nodesWanted} with ${backends}`;
}
