import type { ReplicaProgress } from "../node-tables.ts";
import { hasToldOnLink } from "./merge-node.ts";
import type { Testimony } from "./merge-node.ts";

/** As many as ProgressBoard remembers of nodes that have left. */
const mostKept = 10_000;

/** No instance has this name. */
const nobody = "";

/** What the kernels of nodes hold, as the last replica knew that had them and is gone for good. */
export class GoneNodes {
  /** Those that were kept first come first. */
  readonly #nodes = new Map<string, ReplicaProgress>();

  /**
   * Keeps what was last said of a node, as of one that is not connected. Returns the node that is
   * forgotten for it.
   */
  keep(node: string, progress: ReplicaProgress, lostAt: number): string | undefined {
    const { connected, since, toldAt } = progress;
    const before = this.#nodes.get(node)?.toldAt ?? -1;
    if (toldAt === undefined || toldAt < before) return undefined;
    this.#nodes.delete(node);
    this.#nodes.set(node, {
      ...progress,
      ...{ connected: false, connectedAt: undefined },
      since: connected ? lostAt : since,
    });
    const [oldest] = this.#nodes.keys();
    if (this.#nodes.size <= mostKept || oldest === undefined) return undefined;
    this.#nodes.delete(oldest);
    return oldest;
  }

  /** What is kept of a node; it is forgotten once others have been told the same or more. */
  unlessSuperseded(node: string, said: readonly Testimony[]): Testimony | undefined {
    const progress = this.#nodes.get(node);
    if (progress === undefined) return undefined;
    if (!said.some((each) => supersedes(each.progress, progress))) {
      return { replica: nobody, witness: "gone", progress };
    }
    this.#nodes.delete(node);
    return undefined;
  }
}

function supersedes(one: ReplicaProgress, other: ReplicaProgress): boolean {
  return hasToldOnLink(one) || (one.toldAt ?? -1) >= (other.toldAt ?? -1);
}
