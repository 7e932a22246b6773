import type { NodeProgress, NodeProgressBoard, ReplicaProgress } from "../node-tables.ts";
import { mergeNode } from "./merge-node.ts";
import type { Replicas } from "./replicas.ts";

/** What all replicas know of every node, as one. */
export class MergedBoard implements NodeProgressBoard {
  readonly #own: NodeProgressBoard<ReplicaProgress>;
  readonly #replicas: Replicas;
  readonly #progress = new Map<string, NodeProgress>();
  readonly #listeners = new Set<(nodes: ReadonlySet<string>) => void>();

  /** `own` is what this replica knows itself. */
  constructor(own: NodeProgressBoard<ReplicaProgress>, replicas: Replicas) {
    this.#own = own;
    this.#replicas = replicas;
    const renew = (nodes: ReadonlySet<string>): void => {
      this.#renew(nodes);
    };
    own.onChange(renew);
    replicas.onChange(renew);
  }

  get progress(): ReadonlyMap<string, NodeProgress> {
    return this.#progress;
  }

  onChange(listener: (nodes: ReadonlySet<string>) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #renew(nodes: ReadonlySet<string>): void {
    for (const node of nodes) {
      const own = this.#own.progress.get(node);
      const merged = mergeNode(this.#replicas.testimonies(node, own));
      if (merged === undefined) this.#progress.delete(node);
      else this.#progress.set(node, merged);
    }
    this.#listeners.forEach((listener) => {
      listener(nodes);
    });
  }
}
