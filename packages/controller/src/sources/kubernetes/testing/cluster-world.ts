import { expect } from "vitest";

import { localRedirectPolicyCrd } from "@localredirect/types";

import type { ControlPlane } from "../../../../../../tools/cluster/control-plane.ts";
import { untilPoliciesAreKnown } from "../../../../../../tools/deploy/policy-definition.ts";
import { LiveNodeTables } from "../../../compile/live-node-tables.ts";
import { formatSourceProblem } from "../../source-problem.ts";
import { ApiError } from "../../../kubernetes-api/api-connection.ts";
import type { ApiConnection, ApiErrorCode } from "../../../kubernetes-api/api-connection.ts";
import { errorOfAnswer } from "../../../kubernetes-api/api-status.ts";
import { ClusterConnection } from "../../../kubernetes-api/cluster-connection.ts";
import { KubernetesSource } from "../kubernetes-source.ts";

/** How long anything may take, with outages and back-off, in milliseconds. */
const deadline = 60_000;

export interface Readable {
  readonly kubeconfig: string;
  /** Short in tests of silence, in milliseconds. */
  readonly watchPatience?: number;
}

/** Tables that are compiled from a real API server, and what they looked like on the way. */
export class ClusterWorld {
  readonly source: KubernetesSource;
  readonly tables: LiveNodeTables;
  /** Why requests have failed. */
  readonly failures: ApiErrorCode[] = [];
  readonly #abort = new AbortController();
  readonly #running: Promise<void>;
  readonly #watched = new Map<string, number>();
  #following = 0;

  constructor({ kubeconfig, watchPatience = 90_000 }: Readable) {
    const options = { kubeconfig, watchPatience, answerPatience: 5000 };
    const connection = this.#tap(new ClusterConnection(options));
    this.source = new KubernetesSource(() => Promise.resolve(connection));
    this.tables = new LiveNodeTables([this.source]);
    this.tables.onChange((nodes) => {
      for (const node of nodes) this.#note(node);
    });
    this.#running = this.tables.run(this.#abort.signal);
  }

  /** How many watches the API has answered that have not ended. */
  get following(): number {
    return this.#following;
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#running;
  }

  /** Each frontend of a node and its backends: `10.96.0.1:80/TCP -> 10.1.0.1:8080`. */
  table(node: string): readonly string[] {
    const { redirects } = this.tables.table(node);
    return [...redirects]
      .map(([key, { redirect }]) => {
        const backends = redirect.backends.map(({ address, port }) => `${address}:${port}`);
        return `${key} -> ${backends.sort().join(" ")}`;
      })
      .sort();
  }

  get problems(): readonly string[] {
    return this.tables.problems.map(formatSourceProblem);
  }

  async untilTable(node: string, expected: readonly string[]): Promise<void> {
    await expect
      .poll(() => this.table(node), { timeout: deadline, interval: 20 })
      .toEqual(expected);
  }

  async until(condition: () => boolean): Promise<void> {
    await expect.poll(condition, { timeout: deadline, interval: 20 }).toBe(true);
  }

  /** From now on the fewest backends of a node's table are counted. */
  watchOver(node: string): void {
    this.#watched.set(node, Infinity);
    this.#note(node);
  }

  /** The fewest backends that the node has had since. */
  fewest(node: string): number {
    return this.#watched.get(node) ?? 0;
  }

  #tap(connection: ApiConnection): ApiConnection {
    const note = (error: unknown): never => {
      if (error instanceof ApiError) this.failures.push(error.code);
      throw error;
    };
    return {
      get: (path, signal) => connection.get(path, signal).catch(note),
      lines: (path, signal) => this.#follow(connection.lines(path, signal), note),
    };
  }

  async *#follow(
    watch: AsyncIterable<readonly string[]>,
    note: (error: unknown) => never,
  ): AsyncGenerator<readonly string[]> {
    let isAnswered = false;
    try {
      for await (const lines of watch) {
        if (lines.some((line) => line.includes('"code":410'))) note(errorOfAnswer(410, ""));
        if (!isAnswered) this.#following += 1;
        isAnswered = true;
        yield lines;
      }
    } catch (error) {
      note(error);
    } finally {
      if (isAnswered) this.#following -= 1;
    }
  }

  #note(node: string): void {
    const before = this.#watched.get(node);
    if (before === undefined || !this.tables.ready) return;
    const { redirects } = this.tables.table(node);
    const counts = [...redirects.values()].map(({ redirect }) => redirect.backends.length);
    this.#watched.set(node, Math.min(before, Math.min(...counts, redirects.size)));
  }
}

/** Installs the CRD, and waits until policies can be made. */
export async function installCrd(plane: ControlPlane): Promise<void> {
  await plane.apply(localRedirectPolicyCrd());
  await untilPoliciesAreKnown(plane);
}
