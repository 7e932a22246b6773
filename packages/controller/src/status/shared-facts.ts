import type { NodeFact } from "./node-facts.ts";

/**
 * Facts that are the same on many nodes, each kept once. Those that say something particular are not
 * shared, so that there are no more than states of a node times numbers of frontends and backends.
 */
export class SharedFacts {
  readonly #facts = new Map<string, NodeFact>();

  /** The shared one that is equal, or the fact itself. */
  find(fact: NodeFact | undefined): NodeFact | undefined {
    if (fact === undefined || isParticular(fact)) return fact;
    const { verdict, owned, backends } = fact;
    const key = `${verdict.kind} ${owned} ${backends}`;
    const known = this.#facts.get(key);
    if (known !== undefined) return known;
    this.#facts.set(key, fact);
    return fact;
  }
}

function isParticular({ verdict, losses, namespaces, isFull }: NodeFact): boolean {
  return verdict.kind === "refused" || losses.length > 0 || namespaces.length > 0 || isFull;
}
