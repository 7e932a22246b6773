import { Buffer } from "node:buffer";

import type { PolicyStatus } from "@localredirect/types";

import type { CompiledTable, NodeProgress } from "../../node-tables.ts";
import { readContents } from "../../sources/files/file-contents.ts";
import { Ledger } from "../../sources/files/ledger.ts";
import type { ObjectChange } from "../../sources/objects.ts";
import type { SourceProblem } from "../../sources/source-problem.ts";
import { ClusterState } from "../../state/cluster-state.ts";
import { FactBook } from "../../status/fact-book.ts";
import { policyStatus } from "../../status/policy-status.ts";
import { Compiler } from "../compiler.ts";

/** From manifests to tables and statuses, without a file system, a clock or agents. */
export class SmallWorld {
  readonly cluster: ClusterState;
  readonly compiler: Compiler;
  readonly #ledger = new Ledger();
  #now = 0;

  /** `nodesAreListed` as ClusterState has it; folders list no Nodes. */
  constructor({ nodesAreListed = false }: { readonly nodesAreListed?: boolean } = {}) {
    this.cluster = new ClusterState({ nodesAreListed });
    this.compiler = new Compiler(this.cluster);
  }

  /** Takes a file's text as one step, and returns the nodes that may have changed. */
  write(file: string, text: string): ReadonlySet<string> {
    const steps = readContents(Buffer.from(text), new Map());
    for (;;) {
      const step = steps.next();
      if (step.done !== true) continue;
      if (!step.value.ok) throw new Error(step.value.reason);
      this.#ledger.accept(file, step.value.manifests);
      return this.apply(this.#ledger.takeChanges());
    }
  }

  /** Takes changes as one step. */
  apply(changes: readonly ObjectChange[]): ReadonlySet<string> {
    this.#now += 1000;
    return this.compiler.apply(this.cluster.apply(changes), this.#now);
  }

  get problems(): readonly SourceProblem[] {
    return this.#ledger.problems();
  }

  table(node: string): CompiledTable {
    return this.compiler.table(node);
  }

  /** The statuses with agents that hold what they should, or with the given ones. */
  statuses(
    progress: ReadonlyMap<string, NodeProgress> = this.perfectAgents(),
  ): readonly PolicyStatus[] {
    const facts = new FactBook().gather({
      cluster: this.cluster,
      compiler: this.compiler,
      table: (node) => this.table(node),
      progress,
      behindSince: new Map(),
      listed: true,
      now: this.#now,
    });
    return [...facts].map((fact) => policyStatus(fact, undefined, this.#now));
  }

  /** Agents on all nodes but those that are not ready, each holding its node's table. */
  perfectAgents(): ReadonlyMap<string, NodeProgress> {
    const ready = [...this.cluster.nodes].filter((node) => this.cluster.node(node)?.ready);
    return new Map(ready.map((node) => [node, perfectProgress(this.table(node))]));
  }
}

/** What is known of an agent that holds a table. */
export function perfectProgress(table: CompiledTable): NodeProgress {
  const applied = [...table.redirects].map(([key, { version, generation, redirect }]) => {
    return [key, { version, generation, policyUid: redirect.policy.uid }] as const;
  });
  return {
    connected: true,
    connectedAt: 0,
    syncedAt: 0,
    agentVersion: "0.1.0",
    digest: table.digest,
    applied: new Map(applied),
    refused: new Map(),
    warnings: new Map(),
  };
}
