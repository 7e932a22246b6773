import { apiVersion, policyKind } from "@localredirect/types";

import type { ClusterSize } from "./cluster-size.ts";

/** A pod of the population. */
export interface PlannedPod {
  readonly namespace: string;
  readonly name: string;
  readonly node: string;
  readonly ip: string;
  /** The label `app`. */
  readonly app: string;
  /** The policy that selects it. Undefined: none does. */
  readonly policy: string | undefined;
}

/** Policies and their pods are spread over so many. */
const namespaceCount = 10;

/** One pod in so many is selected by a policy. */
const selectedShare = 3;

/** Workloads that no policy selects. */
const otherWorkloads = 200;

/** The name of a node, by its number from 0. */
export function nodeName(index: number): string {
  return `node-${String(index).padStart(5, "0")}`;
}

/** The namespaces of everything. */
export function namespaces({ policies }: ClusterSize): readonly string[] {
  return range(Math.min(namespaceCount, policies)).map((index) => `team-${index}`);
}

/** The names of policies, each that of its Service and its workload, too. */
export function policyNames({ policies }: ClusterSize): readonly string[] {
  return range(policies).map(policyName);
}

/** The namespace of a policy's Service and pods, by its place in `policyNames`. */
export function namespaceOf(policy: number, size: ClusterSize): string {
  const all = namespaces(size);
  return all[policy % all.length] ?? "";
}

/**
 * All pods. They lie on the nodes in layers, one pod of each layer on each node; of the layers a
 * third belongs to policies, so that the pods of a policy are spread over the nodes and a node has
 * pods of several policies.
 */
export function* plannedPods(size: ClusterSize): Generator<PlannedPod, void> {
  const selectedLayers = Math.ceil(size.pods / size.nodes / selectedShare);
  const step = Math.max(1, Math.floor(size.policies / selectedLayers));
  for (let index = 0; index < size.pods; index += 1) {
    const layer = Math.floor(index / size.nodes);
    const node = index % size.nodes;
    const policy = (node + layer * step) % size.policies;
    const isSelected = layer < selectedLayers;
    const app = isSelected ? policyName(policy) : `other-${index % otherWorkloads}`;
    yield {
      namespace: namespaceOf(policy, size),
      name: `${app}-${index.toString(36).padStart(5, "0")}`,
      node: nodeName(node),
      ip: podIp(index),
      app,
      policy: isSelected ? policyName(policy) : undefined,
    };
  }
}

/** A policy: port 80 of its Service goes to port 8080 of its pods. */
export function policyManifest(index: number, size: ClusterSize): object {
  const name = policyName(index);
  return {
    apiVersion,
    kind: policyKind,
    metadata: { name },
    spec: {
      frontend: {
        serviceMatcher: { serviceName: name, namespace: namespaceOf(index, size) },
      },
      backend: {
        endpointSelector: { matchLabels: { app: name } },
        toPorts: [{ port: "8080", protocol: "TCP", name: "http" }],
      },
    },
  };
}

/** Whose tokens agents show. */
export const agentAccount = { namespace: "default", name: "bench-agent" };

/** The pod of a node's agent, by the node's number, to which its token is bound. */
export function agentPod(index: number): { readonly name: string; readonly uid: string } {
  const uid = `00000000-0000-4000-8000-${index.toString(16).padStart(12, "0")}`;
  return { name: `agent-${nodeName(index)}`, uid };
}

/** The Service of a policy. */
export function serviceManifest(index: number, size: ClusterSize): object {
  const name = policyName(index);
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name, namespace: namespaceOf(index, size) },
    spec: {
      selector: { app: name },
      ports: [{ name: "http", port: 80, targetPort: 8080, protocol: "TCP" }],
    },
  };
}

function policyName(index: number): string {
  return `app-${index}`;
}

/** In 10.128.0.0/9, clear of the ClusterIPs. */
function podIp(index: number): string {
  return `10.${128 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}`;
}

function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}
