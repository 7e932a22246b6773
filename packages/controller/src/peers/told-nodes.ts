import type { NodeReport, NodesProgressMessage } from "@localredirect/types";

import type { ReplicaProgress } from "../node-tables.ts";
import { nodeReports } from "./node-reports.ts";

/** Nodes that one message tells of at most: what peers.proto allows. */
const mostNodes = 500;

/**
 * When a message is full, in redirects: it takes a few milliseconds to make. Problems have texts and
 * weigh more.
 */
const fullWeight = 4000;
const weightOfProblem = 20;

/** What one asking replica has been told, and what it is to be told next. */
export class ToldNodes {
  readonly #progress: ReadonlyMap<string, ReplicaProgress>;
  readonly #told = new Map<string, ReplicaProgress>();
  /** To be looked at, those that wait longest first. */
  readonly #waiting: Set<string>;
  /** The rest of a node's reports. */
  #rest: NodeReport[] = [];
  /** Nodes of the beginning that have not been told. Undefined: all have, and it has been said. */
  #untold: number | undefined;

  /** `progress` is what this replica knows, as it changes. */
  constructor(progress: ReadonlyMap<string, ReplicaProgress>) {
    this.#progress = progress;
    this.#waiting = new Set(progress.keys());
    this.#untold = this.#waiting.size;
  }

  /** Whether there may be something to say. */
  get isWaiting(): boolean {
    return this.#untold !== undefined || this.#waiting.size > 0 || this.#rest.length > 0;
  }

  /** Whether every node has been told once. */
  get isWhole(): boolean {
    return this.#untold === undefined;
  }

  /** Nodes have changed. */
  look(nodes: Iterable<string>): void {
    for (const node of nodes) this.#waiting.add(node);
  }

  /** The next message; undefined: there is nothing to say now. */
  next(): NodesProgressMessage | undefined {
    const reports: NodeReport[] = [];
    let weight = 0;
    while (reports.length < mostNodes && weight < fullWeight) {
      const report = this.#rest.shift() ?? this.#nextReport();
      if (report === undefined) break;
      reports.push(report);
      weight += weigh(report);
    }
    const snapshotEnd = this.#untold === 0 && this.#rest.length === 0;
    if (snapshotEnd) this.#untold = undefined;
    return reports.length === 0 && !snapshotEnd
      ? undefined
      : { kind: "progress", nodes: reports, snapshotEnd };
  }

  /** The first report of the next node of which there is something to say. */
  #nextReport(): NodeReport | undefined {
    for (const node of this.#waiting) {
      this.#waiting.delete(node);
      // Nodes of the beginning are the first that wait, and a change does not move them.
      if (this.#untold !== undefined && this.#untold > 0) this.#untold -= 1;
      const before = this.#told.get(node);
      const now = this.#progress.get(node);
      if (before === now) continue;
      const [first, ...rest] = nodeReports(node, before, now);
      if (now === undefined) this.#told.delete(node);
      else this.#told.set(node, now);
      this.#rest = rest;
      return first;
    }
    return undefined;
  }
}

function weigh({ applied, removed, refused, warnings }: NodeReport): number {
  return applied.length + removed.length + weightOfProblem * (refused.length + warnings.length);
}
