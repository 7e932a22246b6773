import type { CompiledPolicy } from "../compile/compiled-policy.ts";
import type { PolicyObject } from "../sources/objects.ts";
import { isSamePlace, nodeFact, placeOf, wantedNodes } from "./gather-facts.ts";
import type { Place, World } from "./gather-facts.ts";
import { NodeFacts } from "./node-facts.ts";
import type { NodeFact } from "./node-facts.ts";
import type { PolicyFacts } from "./policy-facts.ts";
import { SharedFacts } from "./shared-facts.ts";

interface NodeRecord {
  readonly place: Place;
  /** The gathering that found it to be another one. */
  readonly changedAt: number;
}

/** What is known of a policy on all nodes, as of a gathering. */
interface Gathered {
  readonly nodes: NodeFacts;
  readonly asOf: number;
}

/** A node that is another one than it was. */
interface Change {
  /** Among the names. */
  readonly index: number;
  readonly place: Place;
}

interface PolicyRecord {
  readonly facts: PolicyFacts;
  /** The gathering whose nodes the facts are about. */
  readonly asOf: number;
  /** Its facts depend on more than its own nodes' places. */
  readonly isEntangled: boolean;
}

/**
 * The facts of all policies, each gathered anew only where something that it comes from has changed:
 * fifty policies on five thousand nodes are a quarter of a million facts, of which a pod that
 * becomes ready changes one.
 */
export class FactBook {
  readonly #shared = new SharedFacts();
  readonly #policies = new Map<string, PolicyRecord>();
  /** The wanted nodes by name, in their names' order. */
  #nodes: ReadonlyMap<string, NodeRecord> = new Map();
  /** Their names; another array only where there are others. */
  #names: readonly string[] = [];
  /** What has changed since a gathering: mostly, all policies ask for the same one. */
  readonly #changes = new Map<number, readonly Change[]>();
  readonly #nowhere = new NodeFacts([], []);
  #gathering = 0;

  /**
   * Gathers what is known of every policy, by name, one at a time. Where it is what it was the last
   * time it is the same object. A gathering may begin before another one has ended.
   */
  *gather(world: World): Generator<PolicyFacts, void> {
    this.#gathering += 1;
    this.#visitNodes(world);
    const { policies } = world.cluster;
    for (const name of this.#policies.keys()) {
      if (!policies.has(name)) this.#policies.delete(name);
    }
    for (const object of [...policies.values()].sort((a, b) => (a.name < b.name ? -1 : 1))) {
      yield this.#factsOf(object, world);
    }
  }

  #visitNodes(world: World): void {
    const before = this.#nodes;
    const nodes = new Map<string, NodeRecord>();
    for (const node of [...wantedNodes(world)].sort()) {
      const known = before.get(node);
      const place = placeOf(node, world);
      const isSame = known !== undefined && isSamePlace(known.place, place);
      nodes.set(node, isSame ? known : { place, changedAt: this.#gathering });
    }
    this.#nodes = nodes;
    this.#changes.clear();
    const isSameSet = nodes.size === before.size && this.#names.every((name) => nodes.has(name));
    if (!isSameSet) this.#names = [...nodes.keys()];
  }

  #factsOf(object: PolicyObject, world: World): PolicyFacts {
    const { compiler, listed } = world;
    const { name } = object;
    const compiled = compiler.policy(name);
    const serviceId = compiler.serviceId(name);
    const before = this.#policies.get(name);
    const nodes =
      compiled === undefined
        ? this.#nowhere
        : this.#nodesOf(compiled, this.#usable(before, world), world);
    const facts = { object, serviceId, compiled, nodes, listed };
    const isSame = before !== undefined && isEqual(before.facts, facts);
    const record: PolicyRecord = {
      facts: isSame ? before.facts : facts,
      asOf: this.#gathering,
      isEntangled: compiler.isContested(name) || nodes.isFull,
    };
    this.#policies.set(name, record);
    return record.facts;
  }

  /** What was gathered before, as far as it can be built on. */
  #usable(before: PolicyRecord | undefined, { compiler }: World): Gathered {
    const nothing = { nodes: this.#nowhere, asOf: 0 };
    if (before === undefined || before.isEntangled) return nothing;
    const { object, compiled, nodes } = before.facts;
    if (nodes.names !== this.#names) return nothing;
    const isSame = compiled === compiler.policy(object.name);
    return isSame && !compiler.isContested(object.name) ? { nodes, asOf: before.asOf } : nothing;
  }

  /** Most of the time nothing differs, and it is what it was. */
  #nodesOf(compiled: CompiledPolicy, { nodes, asOf }: Gathered, world: World): NodeFacts {
    let facts: (NodeFact | undefined)[] | undefined;
    for (const { index, place } of this.#changesSince(asOf)) {
      const fact = this.#shared.find(nodeFact(compiled, place, world));
      if (facts === undefined && nodes.facts[index] === fact) continue;
      facts ??= this.#names.map((_, at) => nodes.facts[at]);
      facts[index] = fact;
    }
    const isSame = facts === undefined && nodes.names === this.#names;
    return isSame ? nodes : new NodeFacts(this.#names, facts ?? []);
  }

  /** The nodes that have changed after a gathering. */
  #changesSince(gathering: number): readonly Change[] {
    const known = this.#changes.get(gathering);
    if (known !== undefined) return known;
    const changes: Change[] = [];
    let index = 0;
    for (const { place, changedAt } of this.#nodes.values()) {
      if (changedAt > gathering) changes.push({ index, place });
      index += 1;
    }
    this.#changes.set(gathering, changes);
    return changes;
  }
}

function isEqual(a: PolicyFacts, b: PolicyFacts): boolean {
  return (
    a.object === b.object &&
    a.serviceId === b.serviceId &&
    a.compiled === b.compiled &&
    a.nodes === b.nodes &&
    a.listed === b.listed
  );
}
