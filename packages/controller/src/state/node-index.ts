import { isDeepStrictEqual } from "node:util";

import { agentLabel } from "@localredirect/types";

import type { Labels, NodeObject } from "../sources/objects.ts";

/** What is known of a node. */
export interface NodeFacts {
  /** Undefined: there is no Node object, only pods that name the node. */
  readonly labels: Labels | undefined;
  /** Without a Node object: whether pods that run there stand for a node that is ready. */
  readonly ready: boolean;
  /** The node's label says that no agent is to run there. */
  readonly agentUnwanted: boolean;
}

/** Node objects by name, and which nodes there are. */
export class NodeIndex {
  readonly #objects = new Map<string, NodeObject>();
  readonly #known = new Set<string>();
  readonly #unlisted: NodeFacts;

  /**
   * `nodesAreListed`: a node without a Node object is one that was deleted. It keeps its table while
   * pods name it, but is not ready. Otherwise nobody may have written an object of it.
   */
  constructor(nodesAreListed: boolean) {
    this.#unlisted = { labels: undefined, ready: !nodesAreListed, agentUnwanted: false };
  }

  /** Nodes that have a Node object or that pods name. */
  get known(): ReadonlySet<string> {
    return this.#known;
  }

  /** What is known of a node. Undefined: the node is not known. */
  find(name: string): NodeFacts | undefined {
    if (!this.#known.has(name)) return undefined;
    const object = this.#objects.get(name);
    if (object === undefined) return this.#unlisted;
    const { labels, ready } = object;
    return { labels, ready, agentUnwanted: labels[agentLabel] === "false" };
  }

  /** Takes a Node object's present state; says whether its labels are others than before. */
  set(name: string, object: NodeObject | undefined): boolean {
    const before = this.#objects.get(name);
    if (object === undefined) this.#objects.delete(name);
    else this.#objects.set(name, object);
    return !isDeepStrictEqual(before?.labels, object?.labels);
  }

  /** Decides again whether a node is known; says whether that has changed. */
  settle(name: string, hasPods: boolean): boolean {
    const isKnown = hasPods || this.#objects.has(name);
    if (isKnown === this.#known.has(name)) return false;
    if (isKnown) this.#known.add(name);
    else this.#known.delete(name);
    return true;
  }
}
