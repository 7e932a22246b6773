import type { NodeProgress, NodeProgressBoard } from "../node-tables.ts";
import type { ProgressChange } from "./session-state.ts";

/** Of a node whose agent has said Hello for the first time. */
const unknownProgress: NodeProgress = Object.freeze({
  connected: false,
  connectedAt: undefined,
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

/** What every node has acknowledged, for status and for observers. */
export class ProgressBoard implements NodeProgressBoard {
  readonly #progress = new Map<string, NodeProgress>();
  readonly #disconnected = new Set<string>();
  readonly #listeners = new Set<(nodes: ReadonlySet<string>) => void>();
  #changed = new Set<string>();

  get progress(): ReadonlyMap<string, NodeProgress> {
    return this.#progress;
  }

  onChange(listener: (nodes: ReadonlySet<string>) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Notes what a connected agent has told. */
  update(node: string, change: ProgressChange): void {
    const before = this.#progress.get(node) ?? unknownProgress;
    this.#progress.set(node, { ...before, ...change, connected: true });
    this.#disconnected.delete(node);
    this.#notify(node);
  }

  /** Notes that a node's agent is gone; what its kernel holds stays known. */
  disconnect(node: string): void {
    const before = this.#progress.get(node);
    if (before === undefined) {
      return;
    }
    this.#progress.set(node, { ...before, connected: false, connectedAt: undefined });
    this.#disconnected.add(node);
    this.#notify(node);
    this.#forget();
  }

  #forget(): void {
    const [oldest] = this.#disconnected;
    if (this.#disconnected.size > mostDisconnected && oldest !== undefined) {
      this.#disconnected.delete(oldest);
      this.#progress.delete(oldest);
      this.#notify(oldest);
    }
  }

  /** Once per turn of the event loop, for all nodes that changed in it. */
  #notify(node: string): void {
    if (this.#changed.size === 0) {
      setImmediate(() => {
        const nodes = this.#changed;
        this.#changed = new Set();
        this.#listeners.forEach((listener) => {
          listener(nodes);
        });
      });
    }
    this.#changed.add(node);
  }
}
