import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { ListenAddress } from "@localredirect/process";
import { expect, vi } from "vitest";

import { startServing } from "../../serve/testing/serving.ts";
import type { Serving, ServingOptions } from "../../serve/testing/serving.ts";

/** How long anything may take: the machine may be busy with other tests. */
export const soon = { timeout: 20_000, interval: 5 } as const;

/** A version of a redirect, which `view` shows as 11. */
export const v1: string = "11".repeat(16);

/** Another one, which `view` shows as 22. */
export const v2: string = "22".repeat(16);

/** Replicas of one test, and a folder for their sockets and certificates. */
export class ReplicaStage {
  readonly folder: string = mkdtempSync(join(tmpdir(), "peers-"));
  readonly #running = new Set<{ stop(): Promise<unknown> }>();
  #sockets = 0;

  /** An address that nobody has yet. */
  socket(): ListenAddress & { readonly kind: "unix" } {
    this.#sockets += 1;
    return { kind: "unix", path: join(this.folder, `s${this.#sockets}`) };
  }

  /** Starts a replica that is in a hurry. */
  async serve(options: ServingOptions): Promise<Serving> {
    const peerTimes = { gathering: 5, backoff: { first: 10, last: 50 }, ...options.peerTimes };
    return this.stopAtEnd(await startServing({ ...options, peerTimes }));
  }

  /** So many replicas that know of each other. */
  async serveTogether(count: number, options: ServingOptions = {}): Promise<readonly Serving[]> {
    const addresses = Array.from({ length: count }, () => this.socket());
    return Promise.all(
      // Each is told of itself, too, as by a Service's endpoints.
      addresses.map((address) => this.serve({ ...options, address, peers: addresses })),
    );
  }

  /** Has something else stop with the replicas. */
  stopAtEnd<Running extends { stop(): Promise<unknown> }>(started: Running): Running {
    this.#running.add(started);
    return started;
  }

  /** Takes one away before the others. */
  async stop(serving: Serving): Promise<void> {
    this.#running.delete(serving);
    await serving.stop();
  }

  async close(): Promise<void> {
    await Promise.all([...this.#running].map((each) => each.stop()));
    rmSync(this.folder, { recursive: true });
  }
}

/** A node's agent is connected to a replica and holds redirects of these versions. */
export function connect({ board }: Serving, node: string, versions: readonly string[]): void {
  const entries = versions.map((version, index) => {
    return [`10.0.0.${index}:80/TCP`, { version, policyUid: "uid", generation: 1 }] as const;
  });
  board.update(node, { connectedAt: Date.now(), digest: versions[0], applied: new Map(entries) });
}

/** Every node as a replica sees it: `connected 11,22`. */
export function view({ peers }: Serving): Readonly<Partial<Record<string, string>>> {
  const nodes = [...peers.board.progress].map(([node, { connected, applied }]) => {
    const held = [...applied.values()].map(({ version }) => version.slice(0, 2)).join();
    return [node, `${connected ? "connected" : "apart"} ${held}`] as const;
  });
  return Object.fromEntries(nodes);
}

/** Waits until all of these replicas see the nodes so. */
export async function untilSeen(servings: readonly Serving[], expected: object): Promise<void> {
  await vi.waitFor(() => {
    for (const serving of servings) expect(view(serving)).toEqual(expected);
  }, soon);
}

/** Waits until a replica's metrics have this. */
export async function untilMetric({ metrics }: Serving, line: string): Promise<void> {
  await vi.waitFor(async () => {
    expect(await metrics.registry.metrics()).toContain(line);
  }, soon);
}
