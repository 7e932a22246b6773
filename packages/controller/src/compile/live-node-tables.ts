import type { Watermark } from "@localredirect/types";

import type { CompiledTable, NodeTables } from "../node-tables.ts";
import { CombinedSources } from "../sources/combined-sources.ts";
import type { SourceProblem } from "../sources/source-problem.ts";
import type { Source, SourceBatch } from "../sources/source.ts";
import { ClusterState } from "../state/cluster-state.ts";
import type { ClusterView } from "../state/cluster-state.ts";
import { Compiler } from "./compiler.ts";

/** Called after each step; `nodes`: whose table, or Node object, may be another one. */
export type StepListener = (nodes: ReadonlySet<string>) => void;

/** The way from sources to node tables, at work: each batch of a source is one step. */
export class LiveNodeTables implements NodeTables {
  readonly #sources: readonly Source[];
  readonly #combined: CombinedSources;
  readonly #cluster: ClusterState;
  readonly #compiler: Compiler;
  readonly #tableListeners = new Set<StepListener>();
  readonly #stepListeners = new Set<StepListener>();

  /** `sources` in the order of their precedence. */
  constructor(sources: readonly Source[]) {
    this.#sources = sources;
    this.#combined = new CombinedSources(sources.length);
    const nodesAreListed = sources.some(({ listsNodes }) => listsNodes);
    this.#cluster = new ClusterState({ nodesAreListed });
    this.#compiler = new Compiler(this.#cluster);
  }

  get ready(): boolean {
    return this.#combined.listed;
  }

  get nodes(): ReadonlySet<string> {
    return this.#cluster.nodes;
  }

  get watermarks(): readonly Watermark[] {
    return this.#combined.watermarks;
  }

  noteSeen(seen: readonly Watermark[]): void {
    for (const watermark of seen) {
      this.#sources.find(({ name }) => name === watermark.source)?.noteSeen?.(watermark);
    }
  }

  /** Everything that is wrong in the sources now. */
  get problems(): readonly SourceProblem[] {
    return this.#combined.problems;
  }

  /** What the sources say of the cluster. */
  get cluster(): ClusterView {
    return this.#cluster;
  }

  /** What policies mean and own, for their status. */
  get compiler(): Pick<Compiler, "policy" | "serviceId" | "isContested" | "losses"> {
    return this.#compiler;
  }

  table(node: string): CompiledTable {
    return this.#compiler.table(node);
  }

  onChange(listener: StepListener): () => void {
    this.#tableListeners.add(listener);
    return () => this.#tableListeners.delete(listener);
  }

  /** As onChange, after every step, also one that changes no table: status and problems may. */
  onStep(listener: StepListener): () => void {
    this.#stepListeners.add(listener);
    return () => this.#stepListeners.delete(listener);
  }

  /** Runs the sources until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    await Promise.all(
      this.#sources.map((source, index) =>
        source.run((batch) => {
          this.#take(index, batch);
        }, signal),
      ),
    );
  }

  #take(index: number, batch: SourceBatch): void {
    const wasReady = this.ready;
    const changes = this.#combined.take(index, batch);
    const dirt = this.#cluster.apply(changes);
    const changed = this.#compiler.apply(dirt, batch.causedAt);
    const becameReady = this.ready && !wasReady;
    const nodes = becameReady ? new Set([...changed, ...this.nodes]) : changed;
    if (this.ready && (becameReady || nodes.size > 0)) {
      for (const listener of this.#tableListeners) listener(nodes);
    }
    const said = changes.flatMap(({ kind, key }) => (kind === "Node" ? [key] : []));
    const stirred = said.length > 0 ? new Set([...nodes, ...said]) : nodes;
    for (const listener of this.#stepListeners) listener(stirred);
  }
}
