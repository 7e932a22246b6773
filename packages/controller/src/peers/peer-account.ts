import type { NodeReport, NodesProgressMessage } from "@localredirect/types";

import type { ReplicaProgress } from "../node-tables.ts";
import { applyReports } from "./apply-reports.ts";
import type { RedirectInterner } from "./intern-redirects.ts";
import { PeerViolation } from "./peer-violation.ts";

/** How much one replica may say. */
export interface AccountLimits {
  /** Nodes. */
  readonly nodes: number;
  /** All that is said of all nodes, as sizeOf counts. */
  readonly size: number;
  /** Redirects, removals and problems of one node that is told in several reports. */
  readonly entries: number;
}

/**
 * Twice the streams that a replica takes, for those that have left it; 400 redirects on each of
 * 5,000 nodes, which take 130 MB; and more than any kernel's table has.
 */
export const accountLimits: AccountLimits = Object.freeze({
  nodes: 32_768,
  size: 2_000_000,
  entries: 400_000,
});

/** What one replica has said: every node that it knows, and what it knows of it. */
export class PeerAccount {
  readonly #intern: RedirectInterner;
  readonly #onChange: (node: string) => void;
  readonly #limits: AccountLimits;
  readonly #nodes = new Map<string, ReplicaProgress>();
  #size = 0;
  /** Of an earlier stream, and not told on this one yet. Undefined: the snapshot has ended. */
  #unconfirmed: Set<string> | undefined = new Set();
  /** Of a node of which more is to come. */
  #parts: NodeReport[] = [];
  #partEntries = 0;

  /** `onChange` hears of each node of which something else is known now. */
  constructor(
    intern: RedirectInterner,
    onChange: (node: string) => void,
    limits: AccountLimits = accountLimits,
  ) {
    this.#intern = intern;
    this.#onChange = onChange;
    this.#limits = limits;
  }

  get nodes(): ReadonlyMap<string, ReplicaProgress> {
    return this.#nodes;
  }

  /** Of all that is said, in about the memory of one redirect. */
  get size(): number {
    return this.#size;
  }

  /** Whether the stream has told every node once. */
  get isWhole(): boolean {
    return this.#unconfirmed === undefined;
  }

  /** Keeps a node's table instead of an equal copy of it. Returns whether it had one. */
  shareTable(node: string): boolean {
    const progress = this.#nodes.get(node);
    if (progress === undefined) return false;
    const applied = this.#intern.redirects(node, progress);
    if (applied === progress.applied) return false;
    // Its size is what it was, also of a replica that has said too much.
    this.#nodes.set(node, { ...progress, applied });
    this.#onChange(node);
    return true;
  }

  /** A stream of this replica begins: it tells everything anew. */
  begin(): void {
    this.#unconfirmed = new Set(this.#nodes.keys());
    this.#parts = [];
    this.#partEntries = 0;
  }

  /**
   * Takes a message.
   *
   * @param now - in milliseconds since 1970
   * @throws PeerViolation when no replica says that
   */
  take(message: NodesProgressMessage, now: number): void {
    for (const report of message.nodes) this.#takeReport(report, now);
    if (message.snapshotEnd) this.#endSnapshot();
  }

  #takeReport(report: NodeReport, now: number): void {
    const { node, more } = report;
    const [first] = this.#parts;
    if (first !== undefined && first.node !== node) {
      const problem = `More was to come of node '${first.node}', and node '${node}' came`;
      throw new PeerViolation("out_of_order", problem);
    }
    this.#parts.push(report);
    this.#partEntries += countEntries(report);
    if (this.#partEntries > this.#limits.entries) {
      const problem = `Node '${node}' is told in more than ${this.#limits.entries} entries`;
      throw new PeerViolation("too_much", problem);
    }
    if (more) return;
    const parts = this.#parts;
    this.#parts = [];
    this.#partEntries = 0;
    // What an earlier stream said is no ground to build on: this one may have missed something.
    const isConfirmed = this.#unconfirmed?.delete(node) !== true;
    const before = isConfirmed ? this.#nodes.get(node) : undefined;
    this.#set(node, applyReports(before, parts, { intern: this.#intern, now }));
  }

  #endSnapshot(): void {
    if (this.#unconfirmed === undefined) {
      throw new PeerViolation("out_of_order", "The snapshot ends a second time");
    }
    if (this.#parts.length > 0) {
      throw new PeerViolation("out_of_order", "The snapshot ends within a node");
    }
    for (const node of this.#unconfirmed) this.#set(node, undefined);
    this.#unconfirmed = undefined;
  }

  #set(node: string, progress: ReplicaProgress | undefined): void {
    this.#size += sizeOf(progress) - sizeOf(this.#nodes.get(node));
    if (progress === undefined) this.#nodes.delete(node);
    else this.#nodes.set(node, progress);
    this.#onChange(node);
    const { nodes, size } = this.#limits;
    if (this.#nodes.size > nodes) {
      throw new PeerViolation("too_much", `It tells of more than ${nodes} nodes`);
    }
    if (this.#size > size) {
      throw new PeerViolation("too_much", `It tells of more than ${size} redirects and problems`);
    }
  }
}

/** An empty report counts, too: endless ones would fill the memory as well. */
function countEntries({ applied, removed, refused, warnings }: NodeReport): number {
  return 1 + applied.length + removed.length + refused.length + warnings.length;
}

/** Redirects of equal content are shared by all nodes, so that each costs 50 bytes; texts are not. */
const charactersOfSize = 50;

function sizeOf(progress: ReplicaProgress | undefined): number {
  if (progress === undefined) return 0;
  const { applied, refused, warnings } = progress;
  let characters = 0;
  for (const { message } of refused.values()) characters += message.length;
  for (const message of warnings.values()) characters += message.length;
  const problems = refused.size + warnings.size + Math.ceil(characters / charactersOfSize);
  return applied.size + problems;
}
