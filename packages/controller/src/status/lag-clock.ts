import type { NodeProgressBoard, NodeTables } from "../node-tables.ts";

/** Since when each node has not held the table that it should have. */
export class LagClock {
  readonly #tables: Pick<NodeTables, "table" | "nodes">;
  readonly #board: Pick<NodeProgressBoard, "progress">;
  readonly #behindSince = new Map<string, number>();

  constructor(
    tables: Pick<NodeTables, "table" | "nodes">,
    board: Pick<NodeProgressBoard, "progress">,
  ) {
    this.#tables = tables;
    this.#board = board;
  }

  /** In milliseconds since 1970, by node; nodes that hold their table are not in it. */
  get behindSince(): ReadonlyMap<string, number> {
    return this.#behindSince;
  }

  /** Looks again at nodes of which the table or what the agent holds has changed. */
  look(nodes: Iterable<string>): void {
    for (const node of nodes) {
      const table = this.#tables.table(node);
      const held = this.#board.progress.get(node)?.digest;
      if (held === table.digest || !this.#tables.nodes.has(node)) this.#behindSince.delete(node);
      // The first change that the node has not followed counts, not the latest.
      else if (!this.#behindSince.has(node)) this.#behindSince.set(node, table.causedAt);
    }
  }
}
