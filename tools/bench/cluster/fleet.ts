import { type ChildProcess, fork } from "node:child_process";

import type { AgentIdentity, FleetCommand, FleetReport } from "./fleet-messages.ts";
import type { AgentBatch } from "./light-agent.ts";

/** What simulated agents get, as it comes. */
export type BatchListener = (batch: AgentBatch) => void;

/** Few enough that the agents of one process do not wait for each other for long. */
const agentsOfProcess = 1_250;

/** Simulated agents in processes of their own. */
export class Fleet implements Disposable {
  readonly nodes: readonly string[];
  readonly #workers: readonly Worker[];
  readonly #listeners = new Set<BatchListener>();
  #losses = 0;

  /** @param nodes whose agents they are */
  constructor(nodes: readonly string[]) {
    this.nodes = nodes;
    const count = Math.ceil(nodes.length / agentsOfProcess);
    this.#workers = Array.from({ length: count }, () => new Worker(this.#take));
  }

  /** How often an agent has lost its connection unasked. */
  get losses(): number {
    return this.#losses;
  }

  /**
   * Tells each agent by what it proves whose it is.
   *
   * @param identities one for each node, in the same order
   * @param authority that of the controllers' certificates, in PEM
   */
  equip(identities: readonly AgentIdentity[], authority: string): Promise<void> {
    return this.#order((index) => ({
      kind: "equip",
      agents: identities.slice(index * agentsOfProcess, (index + 1) * agentsOfProcess),
      authority,
    }));
  }

  /**
   * Has all agents connect at once, in turn to controllers at these ports of 127.0.0.1. Resolves when
   * they have begun to.
   */
  connect(ports: readonly number[]): Promise<void> {
    return this.#order(() => ({ kind: "connect", ports }));
  }

  /** Has all agents break off. */
  cut(): Promise<void> {
    return this.#order(() => ({ kind: "cut" }));
  }

  /** Calls back for each batch of each agent. Returns how to stop. */
  onBatch(listener: BatchListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  [Symbol.dispose](): void {
    for (const worker of this.#workers) worker.end();
  }

  async #order(command: (index: number) => FleetCommand): Promise<void> {
    await Promise.all(this.#workers.map((worker, index) => worker.order(command(index))));
  }

  readonly #take = (report: FleetReport): void => {
    if (report.kind === "lost") this.#losses += 1;
    if (report.kind !== "batches") return;
    for (const batch of report.batches) {
      for (const listener of this.#listeners) listener(batch);
    }
  };
}

/** One process of agents. */
class Worker {
  readonly #child: ChildProcess;
  #ordered: PromiseWithResolvers<void> | undefined;

  constructor(take: (report: FleetReport) => void) {
    this.#child = fork(`${import.meta.dirname}/fleet-worker.ts`, { stdio: "inherit" });
    this.#child.on("message", (message) => {
      // What our own worker of the same checkout sends.
      const report = message as FleetReport;
      if (report.kind === "done") this.#ordered?.resolve();
      take(report);
    });
    this.#child.on("exit", (code) => {
      this.#ordered?.reject(new Error(`A process of agents ended with ${String(code)}`));
    });
  }

  /** Resolves once the command is carried out. */
  async order(command: FleetCommand): Promise<void> {
    this.#ordered = Promise.withResolvers();
    this.#child.send(command);
    await this.#ordered.promise;
  }

  end(): void {
    this.#child.kill("SIGKILL");
  }
}
