import type { PolicyStatus } from "@localredirect/types";

import type { LiveNodeTables } from "../compile/live-node-tables.ts";
import type { NodeProgressBoard } from "../node-tables.ts";
import type { PolicyStatusBoard } from "../policy-status-board.ts";
import { gatherFacts } from "./gather-facts.ts";
import { LagClock } from "./lag-clock.ts";
import { policyStatus } from "./policy-status.ts";

/** How long changes are gathered before the statuses are made anew, in milliseconds. */
const gatherTime = 100;

/** How often statuses are made anew while nodes lag, in milliseconds: some may run out of time. */
const lagTime = 5000;

/** Making statuses anew takes at most one part in so many of the time. */
const shareOfTime = 20;

/**
 * The status of every policy, made anew after changes so that the times of transitions are right,
 * and before it is shown.
 */
export class LivePolicyStatusBoard implements PolicyStatusBoard {
  readonly #tables: LiveNodeTables;
  readonly #board: NodeProgressBoard;
  readonly #lag: LagClock;
  readonly #now: () => number;
  readonly #stops: readonly (() => void)[];
  readonly #touched = new Set<string>();
  #statuses = new Map<string, PolicyStatus>();
  #dirty = true;
  #duration = 0;
  #timer: NodeJS.Timeout | undefined;
  #dueAt = 0;

  constructor(tables: LiveNodeTables, board: NodeProgressBoard, now: () => number = Date.now) {
    this.#tables = tables;
    this.#board = board;
    this.#now = now;
    this.#lag = new LagClock(tables, board);
    const note = (nodes: ReadonlySet<string>): void => {
      this.#note(nodes);
    };
    this.#stops = [tables.onStep(note), board.onChange(note)];
  }

  policies(): readonly PolicyStatus[] {
    if (this.#dirty || this.#lag.behindSince.size > 0) this.#renew();
    return [...this.#statuses.values()];
  }

  /** Ends the following of changes. */
  close(): void {
    for (const stop of this.#stops) stop();
    clearTimeout(this.#timer);
  }

  #note(nodes: ReadonlySet<string>): void {
    for (const node of nodes) this.#touched.add(node);
    this.#dirty = true;
    this.#schedule(Math.max(gatherTime, this.#duration * shareOfTime));
  }

  /** The earliest of several times counts. */
  #schedule(delay: number): void {
    const dueAt = performance.now() + delay;
    if (this.#timer !== undefined && this.#dueAt <= dueAt) return;
    clearTimeout(this.#timer);
    this.#dueAt = dueAt;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#renew();
      if (this.#lag.behindSince.size > 0) this.#schedule(lagTime);
    }, delay).unref();
  }

  #renew(): void {
    const began = performance.now();
    this.#lag.look(this.#touched);
    this.#touched.clear();
    this.#dirty = false;
    const now = this.#now();
    const facts = gatherFacts({
      cluster: this.#tables.cluster,
      compiler: this.#tables.compiler,
      table: (node) => this.#tables.table(node),
      progress: this.#board.progress,
      behindSince: this.#lag.behindSince,
      listed: this.#tables.ready,
      now,
    });
    const before = this.#statuses;
    this.#statuses = new Map(
      facts.map((fact) => {
        const { name, uid } = fact.object;
        const old = before.get(name);
        return [name, policyStatus(fact, old?.uid === uid ? old : undefined, now)];
      }),
    );
    this.#duration = performance.now() - began;
  }
}
