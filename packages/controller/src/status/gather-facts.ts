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

/** Where the facts of all policies come from, at one moment. */
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

/** What one policy wants on each node, by the policy's name. */
type WantedByPolicy = ReadonlyMap<string, ReadonlyMap<FrontendKey, CompiledRedirect>>;

/** Gathers what is known of every policy, by name. */
export function gatherFacts(world: World): readonly PolicyFacts[] {
  const { cluster, compiler, listed } = world;
  const wanted = new Map([...cluster.nodes].map((node) => [node, byPolicy(world.table(node))]));
  const nodes = [...cluster.nodes].filter((node) => isWanted(node, world)).sort();
  return [...cluster.policies.values()]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((object) => ({
      object,
      serviceId: compiler.serviceId(object.name),
      compiled: compiler.policy(object.name),
      nodes: nodesOf(object, nodes, { world, wanted }),
      listed,
    }));
}

/** Whether a node is one on which a policy that matches it is to be programmed. */
function isWanted(node: string, { cluster, progress }: World): boolean {
  const facts = cluster.node(node);
  if (facts === undefined || facts.agentUnwanted) return false;
  return facts.ready || progress.get(node)?.connected === true;
}

function byPolicy(table: CompiledTable): WantedByPolicy {
  const wanted = new Map<string, Map<FrontendKey, CompiledRedirect>>();
  for (const [key, compiled] of table.redirects) {
    const { name } = compiled.redirect.policy;
    const ofPolicy = wanted.get(name);
    if (ofPolicy === undefined) wanted.set(name, new Map([[key, compiled]]));
    else ofPolicy.set(key, compiled);
  }
  return wanted;
}

interface Surroundings {
  readonly world: World;
  readonly wanted: ReadonlyMap<string, WantedByPolicy>;
}

function nodesOf(
  object: PolicyObject,
  nodes: readonly string[],
  surroundings: Surroundings,
): readonly NodeFact[] {
  const { cluster, compiler } = surroundings.world;
  const compiled = compiler.policy(object.name);
  if (compiled === undefined) return [];
  return nodes
    .filter((node) => worksOn(compiled.policy, cluster.node(node)?.labels))
    .map((node) => nodeFact(compiled, node, surroundings));
}

function nodeFact(
  compiled: CompiledPolicy,
  node: string,
  { world, wanted: wantedByNode }: Surroundings,
): NodeFact {
  const { name } = compiled.reference;
  const wanted = wantedByNode.get(node)?.get(name) ?? new Map<FrontendKey, CompiledRedirect>();
  const behindSince = world.behindSince.get(node);
  const progress = world.progress.get(node);
  return {
    node,
    verdict: judgeNode({ wanted, progress, behindSince }, world.now),
    losses: world.compiler.losses(name, node),
    owned: wanted.size,
    backends: countBackends(wanted),
    excess: countExcess(wanted, { world, node, name }),
  };
}

function countBackends(wanted: ReadonlyMap<FrontendKey, CompiledRedirect>): number {
  const pods = new Set<string>();
  for (const { redirect } of wanted.values()) {
    for (const { pod } of redirect.backends) pods.add(`${pod.namespace}/${pod.name}`);
  }
  return pods.size;
}

/** Looks at the pods again only where a redirect is full, which is rare. */
function countExcess(
  wanted: ReadonlyMap<FrontendKey, CompiledRedirect>,
  { world, node, name }: { world: World; node: string; name: string },
): number {
  const isFull = [...wanted.values()].some(
    ({ redirect }) => redirect.backends.length === maxBackends,
  );
  if (!isFull) return 0;
  const pods = world.cluster.selectedPods(node, name);
  const most = Math.max(usablePods(pods, "IPv4").length, usablePods(pods, "IPv6").length);
  return most - maxBackends;
}
