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
 * names of the nodes, and what changes is a copy of few bytes: fifty maps of five thousand nodes
 * were 11 MB, and each change left one of them as garbage.
 */
export class NodeFacts implements Iterable<readonly [string, NodeFact]> {
  /** The wanted nodes, in their names' order. */
  readonly names: readonly string[];
  /** On each of those; undefined: the policy does not work there. */
  readonly facts: readonly (NodeFact | undefined)[];
  /** On how many nodes the policy works. */
  readonly size: number;
  /** Whether one of its redirects, on any of them, has no room for more backends. */
  readonly isFull: boolean;

  constructor(names: readonly string[], facts: readonly (NodeFact | undefined)[]) {
    this.names = names;
    this.facts = facts;
    this.size = facts.reduce((sum, fact) => (fact === undefined ? sum : sum + 1), 0);
    this.isFull = facts.some((fact) => fact?.isFull === true);
  }

  *[Symbol.iterator](): Generator<readonly [string, NodeFact], undefined> {
    for (const [index, node] of this.names.entries()) {
      const fact = this.facts[index];
      if (fact !== undefined) yield [node, fact];
    }
  }

  /** Those of the nodes on which the policy works. */
  *values(): Generator<NodeFact, undefined> {
    for (const fact of this.facts) {
      if (fact !== undefined) yield fact;
    }
  }
}
