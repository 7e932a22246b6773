import type { CompiledPolicy } from "../compile/compiled-policy.ts";
import type { PolicyObject } from "../sources/objects.ts";
import { isSamePlace, isWanted, nodeFact, placeOf } from "./gather-facts.ts";
import type { Place, World } from "./gather-facts.ts";
import { NodeFacts } from "./node-facts.ts";
import type { NodeFact } from "./node-facts.ts";
import type { PolicyFacts } from "./policy-facts.ts";
import { SharedFacts } from "./shared-facts.ts";

interface NodeRecord {
  place: Place;
  /** The first gathering for which it is what it is. */
  changedAt: number;
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
  /** The wanted nodes by name. */
  readonly #nodes = new Map<string, NodeRecord>();
  /** Their names in order; another array only where there are others. */
  #names: readonly string[] = [];
  /** In the order of the names. */
  #records: readonly NodeRecord[] = [];
  /** There are other nodes than the names say. */
  #hasOthers = false;
  /** What has changed since a gathering: mostly, all policies ask for the same one. */
  readonly #changes = new Map<number, readonly Change[]>();
  readonly #nowhere = new NodeFacts([], []);
  #gathering = 0;

  /** Looks at a node again, of which something may have changed since it was looked at. */
  look(node: string, world: World): void {
    const known = this.#nodes.get(node);
    if (!isWanted(node, world)) {
      if (this.#nodes.delete(node)) this.#hasOthers = true;
      return;
    }
    const place = placeOf(node, world);
    const changedAt = this.#gathering + 1;
    if (known === undefined) {
      this.#nodes.set(node, { place, changedAt });
      this.#hasOthers = true;
    } else if (!isSamePlace(known.place, place)) {
      Object.assign(known, { place, changedAt });
    }
  }

  /**
   * Gathers what is known of every policy, by name, one at a time: the first time of all nodes, then
   * of those that were looked at again. Where it is what it was the last time it is the same object.
   * A gathering may begin before another one has ended.
   */
  *gather(world: World): Generator<PolicyFacts, void> {
    const { policies, nodes } = world.cluster;
    // Who is behind may run out of time.
    const stirred = this.#gathering === 0 ? nodes : world.behindSince.keys();
    for (const node of stirred) this.look(node, world);
    this.#gathering += 1;
    this.#changes.clear();
    if (this.#hasOthers) this.#arrange();
    for (const name of this.#policies.keys()) {
      if (!policies.has(name)) this.#policies.delete(name);
    }
    for (const object of [...policies.values()].sort((a, b) => (a.name < b.name ? -1 : 1))) {
      yield this.#factsOf(object, world);
    }
  }

  #arrange(): void {
    const nodes = [...this.#nodes].sort(([a], [b]) => (a < b ? -1 : 1));
    this.#names = nodes.map(([name]) => name);
    this.#records = nodes.map(([, record]) => record);
    this.#hasOthers = false;
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
    this.#records.forEach(({ place, changedAt }, index) => {
      if (changedAt > gathering) changes.push({ index, place });
    });
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
