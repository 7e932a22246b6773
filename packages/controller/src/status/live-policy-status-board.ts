import type { PolicyStatus } from "@localredirect/types";

import type { LiveNodeTables } from "../compile/live-node-tables.ts";
import type { NodeProgressBoard } from "../node-tables.ts";
import type { PolicyStatusBoard } from "../policy-status-board.ts";
import { runWithBreaths } from "../run-with-breaths.ts";
import { FactBook } from "./fact-book.ts";
import { LagClock } from "./lag-clock.ts";
import type { PolicyFacts } from "./policy-facts.ts";
import { policyStatus } from "./policy-status.ts";

/** How long changes are gathered before the statuses are made anew, in milliseconds. */
const gatherTime = 100;

/** How often statuses are made anew while nodes lag, in milliseconds: some may run out of time. */
const lagTime = 5000;

/** Making statuses anew takes about one part in so many of the time at most … */
const shareOfTime = 20;

/** … but is put off by no more than this, in milliseconds, for them to be of use. */
const longestWait = 10_000;

/** Called with all statuses, by name, whenever they have been made anew. */
export type EditionListener = (statuses: ReadonlyMap<string, PolicyStatus>) => void;

/** All statuses, as they were made together. */
interface Edition {
  /** A later edition has a greater number. */
  readonly number: number;
  readonly statuses: ReadonlyMap<string, PolicyStatus>;
}

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
  /** Nodes of which something may have changed since they were looked at. */
  readonly #touched: Set<string>;
  readonly #listeners = new Set<EditionListener>();
  readonly #book = new FactBook();
  readonly #made = new WeakMap<PolicyFacts, PolicyStatus>();
  #shown: Edition = { number: 0, statuses: new Map() };
  #begun = 0;
  /** Something has changed since the statuses were begun to be made. */
  #dirty = true;
  /** How long it took to make the statuses, in milliseconds. */
  #duration = 0;
  #timer: NodeJS.Timeout | undefined;
  #dueAt = 0;

  constructor(tables: LiveNodeTables, board: NodeProgressBoard, now: () => number = Date.now) {
    this.#tables = tables;
    this.#board = board;
    this.#now = now;
    this.#lag = new LagClock(tables, board);
    this.#touched = new Set(tables.nodes);
    const note = (nodes: ReadonlySet<string>): void => {
      this.#note(nodes);
    };
    this.#stops = [tables.onStep(note), board.onChange(note)];
  }

  policies(): readonly PolicyStatus[] {
    if (this.#dirty || this.#lag.behindSince.size > 0) {
      const making = this.#make();
      let step = making.next();
      while (step.done !== true) step = making.next();
      this.#show(step.value);
    }
    return [...this.#shown.statuses.values()];
  }

  /** Also of changes that nobody asks for, soon after them. Returns how to stop. */
  onEdition(listener: EditionListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The statuses as they were made last, by name. */
  get statuses(): ReadonlyMap<string, PolicyStatus> {
    return this.#shown.statuses;
  }

  /** Ends the following of changes. */
  close(): void {
    for (const stop of this.#stops) stop();
    clearTimeout(this.#timer);
  }

  #note(nodes: ReadonlySet<string>): void {
    for (const node of nodes) this.#touched.add(node);
    this.#dirty = true;
    this.#schedule(gatherTime);
  }

  /** The earliest of several times counts. */
  #schedule(wanted: number): void {
    const share = Math.min(this.#duration * shareOfTime, longestWait);
    const dueAt = performance.now() + Math.max(wanted, share);
    if (this.#timer !== undefined && this.#dueAt <= dueAt) return;
    clearTimeout(this.#timer);
    this.#dueAt = dueAt;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#renew();
    }, dueAt - performance.now()).unref();
  }

  async #renew(): Promise<void> {
    const began = performance.now();
    this.#show(await runWithBreaths(this.#make()));
    this.#duration = performance.now() - began;
    if (this.#lag.behindSince.size > 0) this.#schedule(lagTime);
  }

  /** Somebody may have asked meanwhile, and got a later edition. */
  #show(edition: Edition): void {
    if (edition.number <= this.#shown.number) return;
    this.#shown = edition;
    for (const listener of this.#listeners) listener(edition.statuses);
  }

  /** Makes all statuses; yields often, as there may be many policies on many nodes. */
  *#make(): Generator<undefined, Edition> {
    this.#begun += 1;
    const number = this.#begun;
    this.#dirty = false;
    const now = this.#now();
    const world = {
      cluster: this.#tables.cluster,
      compiler: this.#tables.compiler,
      table: (node: string) => this.#tables.table(node),
      progress: this.#board.progress,
      behindSince: this.#lag.behindSince,
      listed: this.#tables.ready,
      now,
    };
    for (const node of [...this.#touched]) {
      if (!this.#touched.delete(node)) continue;
      this.#lag.look([node]);
      this.#book.look(node, world);
      yield;
    }
    const statuses = new Map<string, PolicyStatus>();
    for (const facts of this.#book.gather(world)) {
      statuses.set(facts.object.name, this.#statusOf(facts, now));
      yield;
    }
    return { number, statuses };
  }

  /** The same facts have the same status. */
  #statusOf(facts: PolicyFacts, now: number): PolicyStatus {
    const known = this.#made.get(facts);
    if (known !== undefined) return known;
    const { name, uid } = facts.object;
    const old = this.#shown.statuses.get(name);
    const status = policyStatus(facts, old?.uid === uid ? old : undefined, now);
    this.#made.set(facts, status);
    return status;
  }
}
