import * as fc from "fast-check";
import { expect, test } from "vitest";

import { emptyTable } from "../compile/table.ts";
import type { NodeProgress } from "../node-tables.ts";
import { ProgressBoard } from "../serve/progress-board.ts";
import type { ProgressChange } from "../serve/session-state.ts";
import { MergedBoard } from "./merged-board.ts";
import { Replicas } from "./replicas.ts";
import type { Voice } from "./replicas.ts";
import { ToldNodes } from "./told-nodes.ts";
import { replicaProgress } from "./testing/arbitrary-progress.ts";

const replicaCount = 3;
const nodes = ["node-1", "node-2", "node-3"];

/** Something that happens at a replica, or between two. */
type Step =
  | {
      readonly kind: "update";
      readonly at: number;
      readonly node: string;
      readonly change: ProgressChange;
    }
  | { readonly kind: "disconnect"; readonly at: number; readonly node: string }
  /** The next message from one arrives at the other. */
  | { readonly kind: "deliver" | "break"; readonly from: number; readonly to: number };

const replica = fc.nat(replicaCount - 1);
const node = fc.constantFrom(...nodes);
const change = replicaProgress.map(
  ({ agentVersion, digest, applied, refused, warnings, toldAt }): ProgressChange =>
    // An agent that has just come has not told yet what its kernel holds.
    toldAt === undefined ? { agentVersion, digest } : { digest, applied, refused, warnings },
);
const pair = fc.record({ from: replica, to: replica }).filter(({ from, to }) => from !== to);

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant("update" as const), at: replica, node, change }),
  fc.record({ kind: fc.constant("disconnect" as const), at: replica, node }),
  pair.map(({ from, to }) => ({ kind: "deliver" as const, from, to })),
  pair.map(({ from, to }) => ({ kind: "break" as const, from, to })),
);

/** What one replica hears of another. */
interface Wire {
  readonly told: ToldNodes;
  readonly voice: Voice;
}

/** Replicas whose messages a test carries. */
class ReplicaWorld {
  now = 1000;
  readonly boards: readonly ProgressBoard[];
  readonly #replicas: readonly Replicas[];
  readonly #merged: readonly MergedBoard[];
  readonly #wires = new Map<string, Wire>();

  constructor() {
    const indexes = Array.from({ length: replicaCount }, (_, index) => index);
    const now = (): number => this.now;
    this.boards = indexes.map(() => new ProgressBoard(now));
    this.#replicas = indexes.map(
      (index) =>
        new Replicas({ own: `replica-${index}`, retention: 30_000, now, table: () => emptyTable }),
    );
    this.#merged = this.boards.map((board, index) => new MergedBoard(board, this.of(index)));
    this.boards.forEach((board, from) => {
      board.onChange((changed) => {
        this.#listeners(from).forEach(({ told }) => {
          told.look(changed);
        });
      });
    });
    for (const from of indexes) for (const to of indexes) if (from !== to) this.connect(from, to);
  }

  of(index: number): Replicas {
    const found = this.#replicas[index];
    if (found === undefined) throw new RangeError(`There is no replica ${index}`);
    return found;
  }

  connect(from: number, to: number): void {
    this.#wires.get(`${from} ${to}`)?.voice.lost();
    const admission = this.of(to).admit(`replica-${from}`);
    const board = this.boards[from];
    if (admission.kind !== "admitted" || board === undefined) throw new Error(admission.kind);
    const told = new ToldNodes(board.progress);
    this.#wires.set(`${from} ${to}`, { told, voice: admission.voice });
  }

  deliver(from: number, to: number): boolean {
    const wire = this.#wires.get(`${from} ${to}`);
    const message = wire?.told.next();
    if (message !== undefined) wire?.voice.take(message);
    return message !== undefined;
  }

  /** Delivers all there is. */
  settle(): void {
    for (const key of this.#wires.keys()) {
      const [from = 0, to = 0] = key.split(" ").map(Number);
      while (this.deliver(from, to));
    }
  }

  views(): readonly (readonly [string, NodeProgress][])[] {
    return this.#merged.map(({ progress }) =>
      [...progress].sort(([one], [other]) => (one < other ? -1 : 1)),
    );
  }

  close(): void {
    this.#replicas.forEach((each) => {
      each.close();
    });
  }

  #listeners(from: number): readonly Wire[] {
    return [...this.#wires].filter(([key]) => key.startsWith(`${from} `)).map(([, wire]) => wire);
  }
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

async function perform(world: ReplicaWorld, next: Step): Promise<void> {
  world.now += 1;
  switch (next.kind) {
    case "update": {
      const board = world.boards[next.at];
      const isNew = board?.progress.get(next.node)?.connected !== true;
      board?.update(next.node, isNew ? { connectedAt: world.now, ...next.change } : next.change);
      break;
    }
    case "disconnect":
      world.boards[next.at]?.disconnect(next.node);
      break;
    case "deliver":
      world.deliver(next.from, next.to);
      return;
    case "break":
      world.connect(next.from, next.to);
      return;
  }
  await nextTurn();
}

/** Agents end with one replica at most: the one that has them since the last of all times. */
function settleAgents({ boards }: ReplicaWorld): void {
  for (const name of nodes) {
    const connections = boards
      .filter(({ progress }) => progress.get(name)?.connected === true)
      .sort((one, other) => sinceOf(one, name) - sinceOf(other, name));
    for (const board of connections.slice(0, -1)) board.disconnect(name);
  }
}

function sinceOf({ progress }: ProgressBoard, name: string): number {
  return progress.get(name)?.since ?? 0;
}

test("replicas come to the same view, whatever happens and in whichever order it arrives", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const world = new ReplicaWorld();
      for (const next of steps) await perform(world, next);
      settleAgents(world);
      await nextTurn();
      world.settle();
      await nextTurn();
      const [first, ...others] = world.views();
      for (const view of others) expect(view).toEqual(first);
      world.close();
    }),
    { numRuns: 200 },
  );
});
