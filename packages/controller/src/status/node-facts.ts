import type { Loss } from "../compile/claims.ts";
import type { NodeVerdict } from "./node-verdict.ts";

/** What is known of a policy on a wanted node; nodes of which the same is known share it. */
export interface NodeFact {
  readonly verdict: NodeVerdict;
  /** What the policy claims there and does not own. */
  readonly losses: readonly Loss[];
  /** Frontends that it owns there. */
  readonly owned: number;
  /** Distinct pods that take its traffic there. */
  readonly backends: number;
  /** Those of the backends, where the policy takes any for want of `spec.backend.namespaces`. */
  readonly namespaces: readonly string[];
  /** Whether one of its redirects there has no room for more backends. */
  readonly isFull: boolean;
  /** Pods that could take traffic beyond the most that a redirect has room for. */
  readonly excess: number;
}

/**
 * What is known of a policy on each of the nodes on which it is wanted. Many policies share the
 * names of the nodes, and many nodes a fact: what is asked of all nodes costs as much as there are
 * different facts.
 */
export class NodeFacts {
  /** The wanted nodes, in their names' order. */
  readonly names: readonly string[];
  /** On each of those; undefined: the policy does not work there. */
  readonly facts: readonly (NodeFact | undefined)[];
  /** On how many nodes the policy works. */
  readonly size: number;
  /** How many nodes have each fact. */
  readonly #counts = new Map<NodeFact, number>();

  constructor(names: readonly string[], facts: readonly (NodeFact | undefined)[]) {
    this.names = names;
    this.facts = facts;
    let size = 0;
    for (const fact of facts) {
      if (fact === undefined) continue;
      size += 1;
      this.#counts.set(fact, (this.#counts.get(fact) ?? 0) + 1);
    }
    this.size = size;
  }

  /** Whether one of the policy's redirects, on any node, has no room for more backends. */
  get isFull(): boolean {
    return this.distinct().some(({ isFull }) => isFull);
  }

  /** What is known of the nodes on which the policy works, each once. */
  distinct(): MapIterator<NodeFact> {
    return this.#counts.keys();
  }

  /** The sum of something over all nodes on which the policy works. */
  sum(summand: (fact: NodeFact) => number): number {
    let sum = 0;
    for (const [fact, count] of this.#counts) sum += count * summand(fact);
    return sum;
  }

  /** The nodes of which something is so, in their names' order; mostly there are none. */
  where(isSo: (fact: NodeFact) => boolean): readonly (readonly [string, NodeFact])[] {
    const wanted = new Set(this.distinct().filter(isSo));
    if (wanted.size === 0) return [];
    return this.names.flatMap((node, index) => {
      const fact = this.facts[index];
      return fact !== undefined && wanted.has(fact) ? [[node, fact] as const] : [];
    });
  }
}
