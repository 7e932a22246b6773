import { ChangeNotice } from "../change-notice.ts";
import type { NodeProgressBoard, ReplicaProgress } from "../node-tables.ts";
import type { ProgressChange } from "./session-state.ts";

/** Of a node whose agent has said Hello for the first time. */
const unknownProgress: ReplicaProgress = Object.freeze({
  connected: false,
  connectedAt: undefined,
  since: 0,
  toldAt: undefined,
  syncedAt: undefined,
  agentVersion: undefined,
  digest: undefined,
  applied: new Map(),
  refused: new Map(),
  warnings: new Map(),
});

/**
 * Nodes that are remembered though they are not connected. Names are verified claims or come from
 * this machine, but also those must not fill the memory; the kernel of a node that is forgotten
 * works on, and tells all when its agent comes back.
 */
const mostDisconnected = 10_000;

/** What every node has acknowledged to this replica, for status, observers and other replicas. */
export class ProgressBoard implements NodeProgressBoard<ReplicaProgress> {
  readonly #now: () => number;
  readonly #progress = new Map<string, ReplicaProgress>();
  readonly #disconnected = new Set<string>();
  readonly #notice = new ChangeNotice();

  /** `now` gives the time in milliseconds since 1970. */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  get progress(): ReadonlyMap<string, ReplicaProgress> {
    return this.#progress;
  }

  onChange(listener: (nodes: ReadonlySet<string>) => void): () => void {
    return this.#notice.onChange(listener);
  }

  /** Notes what a connected agent has told. */
  update(node: string, change: ProgressChange): void {
    const before = this.#progress.get(node) ?? unknownProgress;
    this.#progress.set(node, {
      ...before,
      ...change,
      connected: true,
      since: change.connectedAt ?? (before.connected ? before.since : this.#now()),
      toldAt: change.applied === undefined ? before.toldAt : this.#now(),
    });
    this.#disconnected.delete(node);
    this.#notice.note(node);
  }

  /** Notes that a node's agent is gone; what its kernel holds stays known. */
  disconnect(node: string): void {
    const before = this.#progress.get(node);
    if (before === undefined) {
      return;
    }
    const since = this.#now();
    this.#progress.set(node, { ...before, connected: false, connectedAt: undefined, since });
    this.#disconnected.add(node);
    this.#notice.note(node);
    this.#forget();
  }

  #forget(): void {
    const [oldest] = this.#disconnected;
    if (this.#disconnected.size > mostDisconnected && oldest !== undefined) {
      this.#disconnected.delete(oldest);
      this.#progress.delete(oldest);
      this.#notice.note(oldest);
    }
  }
}
