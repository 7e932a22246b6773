import type { AddressFamily, FrontendKey } from "@localredirect/types";

import { maxBackends, usableAddress } from "../compile/backend.ts";
import type { CompiledPolicy } from "../compile/compiled-policy.ts";
import type { Compiler } from "../compile/compiler.ts";
import { worksOn } from "../compile/node-scope.ts";
import type { CompiledRedirect, CompiledTable, NodeProgress } from "../node-tables.ts";
import type { Labels } from "../sources/objects.ts";
import type { ClusterView } from "../state/cluster-state.ts";
import { judgeNode } from "./node-verdict.ts";
import type { NodeFact } from "./node-facts.ts";

/** Where the facts of all policies come from. */
export interface World {
  readonly cluster: ClusterView;
  readonly compiler: Pick<Compiler, "policy" | "serviceId" | "isContested" | "losses">;
  readonly table: (node: string) => CompiledTable;
  readonly progress: ReadonlyMap<string, NodeProgress>;
  /** Since when nodes have not held their tables, in milliseconds since 1970. */
  readonly behindSince: ReadonlyMap<string, number>;
  readonly listed: boolean;
  /** In milliseconds since 1970. */
  readonly now: number;
}

/** A wanted node, looked up once for all policies. */
export interface Place {
  readonly node: string;
  readonly labels: Labels | undefined;
  readonly table: CompiledTable;
  readonly progress: NodeProgress | undefined;
  readonly behindSince: number | undefined;
}

/** What one policy wants on one node. */
type Wanted = readonly (readonly [FrontendKey, CompiledRedirect])[];

/** Whether a node is one on which a policy that matches it is to be programmed. */
export function isWanted(
  node: string,
  { cluster, progress }: Pick<World, "cluster" | "progress">,
): boolean {
  const facts = cluster.node(node);
  if (facts === undefined || facts.agentUnwanted) return false;
  return facts.ready || progress.get(node)?.connected === true;
}

/** Looks a node up. */
export function placeOf(node: string, world: World): Place {
  return {
    node,
    labels: world.cluster.node(node)?.labels,
    table: world.table(node),
    progress: world.progress.get(node),
    behindSince: world.behindSince.get(node),
  };
}

/** Whether a node's facts are what they were. One that is behind may run out of time. */
export function isSamePlace(before: Place, now: Place): boolean {
  return (
    before.labels === now.labels &&
    before.table === now.table &&
    before.progress === now.progress &&
    before.behindSince === undefined &&
    now.behindSince === undefined
  );
}

/** What is known of a policy on a node; undefined: it does not work there. */
export function nodeFact(
  compiled: CompiledPolicy,
  { node, labels, table, progress, behindSince }: Place,
  world: World,
): NodeFact | undefined {
  if (!worksOn(compiled.policy, labels)) return undefined;
  const { name } = compiled.reference;
  const wanted = wantedOn(compiled, table);
  const isFull = wanted.some(([, { redirect }]) => redirect.backends.length === maxBackends);
  return {
    verdict: judgeNode({ wanted, progress, behindSince }, world.now),
    losses: world.compiler.isContested(name) ? world.compiler.losses(name, node) : none,
    owned: wanted.length,
    backends: countBackends(wanted),
    namespaces: isOpenToAll(compiled) ? namespacesOf(wanted) : none,
    isFull,
    excess: isFull ? countUsable(node, name, world) - maxBackends : 0,
  };
}

const none: readonly never[] = [];

function wantedOn({ frontends, reference }: CompiledPolicy, table: CompiledTable): Wanted {
  const wanted: (readonly [FrontendKey, CompiledRedirect])[] = [];
  for (const { key } of frontends) {
    const found = table.redirects.get(key);
    if (found?.redirect.policy.name === reference.name) wanted.push([key, found]);
  }
  return wanted;
}

/** Distinct pods among the backends; frontends of one backend port share their list. */
function countBackends(wanted: Wanted): number {
  const first = wanted[0]?.[1].redirect.backends;
  if (first === undefined) return 0;
  if (wanted.every(([, { redirect }]) => redirect.backends === first)) return first.length;
  const lists = wanted.map(([, { redirect }]) => redirect.backends);
  return new Set(lists.flat().map(({ pod }) => `${pod.namespace}/${pod.name}`)).size;
}

/** Whether a policy takes backends from all namespaces without saying so. */
function isOpenToAll({ policy: { spec } }: CompiledPolicy): boolean {
  return spec.frontend.kind === "address" && spec.backend.namespaces === undefined;
}

function namespacesOf(wanted: Wanted): readonly string[] {
  const lists = new Set(wanted.map(([, { redirect }]) => redirect.backends));
  return [...new Set([...lists].flat().map(({ pod }) => pod.namespace))];
}

/** Looks at the pods again, which is needed only where a redirect is full. */
function countUsable(node: string, policy: string, { cluster }: World): number {
  const pods = cluster.selectedPods(node, policy);
  const count = (family: AddressFamily): number =>
    pods.filter((pod) => usableAddress(pod, family) !== undefined).length;
  return Math.max(count("IPv4"), count("IPv6"));
}
