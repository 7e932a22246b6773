import type { FrontendKey } from "@localredirect/types";

import { maxBackends, usablePods } from "../compile/backend.ts";
import type { CompiledPolicy } from "../compile/compiled-policy.ts";
import type { Compiler } from "../compile/compiler.ts";
import { worksOn } from "../compile/node-scope.ts";
import type { CompiledRedirect, CompiledTable, NodeProgress } from "../node-tables.ts";
import type { PolicyObject } from "../sources/objects.ts";
import type { ClusterView } from "../state/cluster-state.ts";
import { judgeNode } from "./node-verdict.ts";
import type { NodeFact, PolicyFacts } from "./policy-facts.ts";

/** Where the facts of all policies come from. */
export interface World {
  readonly cluster: ClusterView;
  readonly compiler: Pick<Compiler, "policy" | "serviceId" | "losses">;
  readonly table: (node: string) => CompiledTable;
  readonly progress: ReadonlyMap<string, NodeProgress>;
  /** Since when nodes have not held their tables, in milliseconds since 1970. */
  readonly behindSince: ReadonlyMap<string, number>;
  readonly listed: boolean;
  /** In milliseconds since 1970. */
  readonly now: number;
}

/** What one policy wants on one node. */
type Wanted = readonly (readonly [FrontendKey, CompiledRedirect])[];

/** Gathers what is known of every policy, by name, one at a time. */
export function* gatherFacts(world: World): Generator<PolicyFacts, void> {
  const { cluster, compiler, listed } = world;
  const nodes = [...wantedNodes(world)].sort();
  const policies = [...cluster.policies.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const object of policies) {
    yield {
      object,
      serviceId: compiler.serviceId(object.name),
      compiled: compiler.policy(object.name),
      nodes: nodesOf(object, nodes, world),
      listed,
    };
  }
}

/** The nodes on which policies that match them are to be programmed. */
export function wantedNodes(world: Pick<World, "cluster" | "progress">): readonly string[] {
  return [...world.cluster.nodes].filter((node) => isWanted(node, world));
}

/** Whether a node is one on which a policy that matches it is to be programmed. */
function isWanted(
  node: string,
  { cluster, progress }: Pick<World, "cluster" | "progress">,
): boolean {
  const facts = cluster.node(node);
  if (facts === undefined || facts.agentUnwanted) return false;
  return facts.ready || progress.get(node)?.connected === true;
}

function nodesOf(
  object: PolicyObject,
  nodes: readonly string[],
  world: World,
): readonly NodeFact[] {
  const compiled = world.compiler.policy(object.name);
  if (compiled === undefined) return [];
  return nodes
    .filter((node) => worksOn(compiled.policy, world.cluster.node(node)?.labels))
    .map((node) => nodeFact(compiled, node, world));
}

function nodeFact(compiled: CompiledPolicy, node: string, world: World): NodeFact {
  const { name } = compiled.reference;
  const wanted = wantedOn(compiled, world.table(node));
  const progress = world.progress.get(node);
  const behindSince = world.behindSince.get(node);
  return {
    node,
    verdict: judgeNode({ wanted, progress, behindSince }, world.now),
    losses: world.compiler.losses(name, node),
    owned: wanted.length,
    backends: countBackends(wanted),
    namespaces: isOpenToAll(compiled) ? namespacesOf(wanted) : [],
    excess: isFull(wanted) ? countUsable(node, name, world) - maxBackends : 0,
  };
}

function wantedOn({ frontends, reference }: CompiledPolicy, table: CompiledTable): Wanted {
  return frontends.flatMap(({ key }) => {
    const found = table.redirects.get(key);
    return found?.redirect.policy.name === reference.name ? [[key, found] as const] : [];
  });
}

/** Distinct pods among the backends; frontends of one backend port share their list. */
function countBackends(wanted: Wanted): number {
  const lists = new Set(wanted.map(([, { redirect }]) => redirect.backends));
  const [first] = lists;
  if (lists.size <= 1) return first?.length ?? 0;
  return new Set([...lists].flat().map(({ pod }) => `${pod.namespace}/${pod.name}`)).size;
}

/** Whether a policy takes backends from all namespaces without saying so. */
function isOpenToAll({ policy: { spec } }: CompiledPolicy): boolean {
  return spec.frontend.kind === "address" && spec.backend.namespaces === undefined;
}

function namespacesOf(wanted: Wanted): readonly string[] {
  const lists = new Set(wanted.map(([, { redirect }]) => redirect.backends));
  return [...new Set([...lists].flat().map(({ pod }) => pod.namespace))];
}

function isFull(wanted: Wanted): boolean {
  return wanted.some(([, { redirect }]) => redirect.backends.length === maxBackends);
}

/** Looks at the pods again, which is needed only where a redirect is full. */
function countUsable(node: string, policy: string, { cluster }: World): number {
  const pods = cluster.selectedPods(node, policy);
  return Math.max(usablePods(pods, "IPv4").length, usablePods(pods, "IPv6").length);
}
