import { isDeepStrictEqual } from "node:util";

import type { Watermark } from "@localredirect/types";

import type { ObjectChange } from "../objects.ts";
import type { SourceProblem } from "../source-problem.ts";
import type { SourceBatch } from "../source.ts";
import type { ApiConnection } from "../../kubernetes-api/api-connection.ts";
import { ClusterStores } from "./cluster-stores.ts";
import { parseListPage } from "../../kubernetes-api/list-page.ts";
import { ListWatch } from "../../kubernetes-api/list-watch.ts";
import type { ObjectStore } from "../../kubernetes-api/object-store.ts";
import { PodWatches } from "./pod-watches.ts";
import type { RunningWatch } from "./pod-watches.ts";
import { internText } from "./intern-text.ts";
import { PolicyDesk } from "./policy-desk.ts";
import { ProblemBoard } from "./problem-board.ts";
import { revisionPath } from "../../kubernetes-api/resource.ts";
import type { Resource } from "../../kubernetes-api/resource.ts";
import { nodeResource, podResource, policyResource, serviceResource } from "./resources.ts";
import { RevisionKeeper } from "./revision-keeper.ts";

/** What one reading of a cluster is given. */
export interface ClusterReadingOptions {
  /** The source's name, for watermarks. */
  readonly source: string;
  readonly connection: ApiConnection;
  readonly deliver: (batch: SourceBatch) => void;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** How long a new epoch is told as a problem, in milliseconds. */
const epochNoteDuration = 10 * 60_000;

/**
 * One run of the source: follows policies, Services and Nodes, and the pods that the policies
 * select, and delivers what has changed in the event loop's next turn.
 */
export class ClusterReading {
  readonly #options: ClusterReadingOptions;
  readonly #broken = Promise.withResolvers<never>();
  readonly #running = new Set<Promise<void>>();
  readonly #desk = new PolicyDesk();
  readonly #stores: ClusterStores;
  readonly #revisions: RevisionKeeper;
  readonly #problemBoard: ProblemBoard;
  readonly #podWatches: PodWatches;
  #fixedWatches: readonly RunningWatch[] = [];

  #isScheduled = false;
  #causedAt = 0;
  /** Policies have changed, or something has been listed. */
  #reviewDue = true;
  /** There may be something to say that is no change of an object. */
  #wordDue = true;
  #listed = false;
  #problems: readonly SourceProblem[] = [];

  constructor(options: ClusterReadingOptions) {
    this.#options = options;
    const say = (): void => {
      this.#wordDue = true;
      this.#schedule();
    };
    this.#problemBoard = new ProblemBoard(say);
    this.#stores = new ClusterStores(
      () => {
        this.#schedule();
      },
      (name, stored) => {
        this.#desk.set(name, stored);
        this.#reviewDue = true;
      },
    );
    this.#revisions = new RevisionKeeper(options.source, {
      read: () => this.#readRevision(),
      moved: say,
      epochBegan: (reason) => {
        this.#beginEpoch(reason);
      },
    });
    const sameText = internText();
    this.#podWatches = new PodWatches((watch) =>
      this.#follow("Pod", podResource(watch, sameText), this.#stores.pods),
    );
  }

  /** Rejects when something goes wrong that should not; resolves never. */
  get broken(): Promise<never> {
    return this.#broken.promise;
  }

  /** Begins to read. */
  start(): void {
    this.#fixedWatches = [
      this.#follow("LocalRedirectPolicy", policyResource, this.#stores.policies),
      this.#follow("Service", serviceResource, this.#stores.services),
      this.#follow("Node", nodeResource, this.#stores.nodes),
    ];
  }

  /** Resolves once nothing of it runs any more, after the signal has aborted. */
  async ended(): Promise<void> {
    await Promise.allSettled(this.#running);
  }

  /** An agent has seen this much of the cluster through another controller. */
  noteSeen(seen: Watermark): void {
    this.#revisions.noteSeen(seen);
  }

  #follow<T>(kind: string, resource: Resource<T>, store: ObjectStore<T>): RunningWatch {
    const { connection, signal } = this.#options;
    const abort = new AbortController();
    const watch = new ListWatch(resource, connection, {
      listBegan: (revision) => {
        this.#revisions.listBegan(revision);
      },
      present: (stored, isNew) => {
        store.hold(stored, isNew);
        this.#revisions.reached(stored.revision, "event");
      },
      absent: (key, uid) => {
        store.release(key, uid);
      },
      listEnded: () => {
        this.#reviewDue = true;
        this.#schedule();
      },
      reached: (revision, by) => {
        this.#revisions.reached(revision, by);
      },
      failing: (reason) => {
        this.#problemBoard.failing(resource.name, reason);
      },
      read: (key, problems) => {
        this.#problemBoard.read(kind, key, problems);
      },
    });
    this.#keep(watch.run(AbortSignal.any([signal, abort.signal])));
    return {
      get listed() {
        return watch.listed;
      },
      relist: () => {
        watch.relist();
      },
      stop: () => {
        abort.abort();
        watch.release();
        this.#problemBoard.failing(resource.name, undefined);
      },
    };
  }

  #keep(run: Promise<void>): void {
    this.#running.add(run);
    run.then(
      () => this.#running.delete(run),
      (error: unknown) => {
        this.#broken.reject(error);
      },
    );
  }

  async #readRevision(): Promise<number> {
    const { connection, signal } = this.#options;
    const page = await connection.get(revisionPath(policyResource), signal);
    return parseListPage(page).revision;
  }

  #beginEpoch(reason: string): void {
    this.#stores.forgetRevisions();
    for (const watch of this.#fixedWatches) watch.relist();
    this.#podWatches.relist();
    this.#problemBoard.note(reason, epochNoteDuration);
  }

  /** Whatever happens in this turn of the event loop is one step. */
  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#causedAt = Date.now();
    setImmediate(() => {
      this.#isScheduled = false;
      if (!this.#options.signal.aborted) this.#say();
    });
  }

  #say(): void {
    const policies = this.#reviewDue ? this.#review() : [];
    const changes = [...this.#stores.takeChanges(), ...policies];
    const isListedNow = this.#renewListed();
    const haveProblemsChanged = this.#renewProblems(policies.length > 0);
    const isNews = changes.length > 0 || isListedNow || haveProblemsChanged || this.#wordDue;
    if (!isNews) return;
    this.#wordDue = false;
    this.#options.deliver({
      changes,
      listed: this.#listed,
      problems: this.#problems,
      watermark: this.#revisions.watermark,
      causedAt: this.#causedAt,
    });
  }

  /** Has the pods watched that are needed now, and decides what is in force. */
  #review(): readonly ObjectChange[] {
    this.#reviewDue = false;
    this.#podWatches.plan(this.#desk.selections());
    const changes = this.#desk.review((selection) => this.#podWatches.covers(selection));
    // What was in force until now may have been the last that needed a watch.
    if (changes.length > 0) this.#podWatches.plan(this.#desk.selections());
    this.#podWatches.retire();
    return changes;
  }

  #renewListed(): boolean {
    if (this.#listed || this.#desk.waiting) return false;
    this.#listed = this.#podWatches.listed && this.#fixedWatches.every(({ listed }) => listed);
    return this.#listed;
  }

  #renewProblems(policiesChanged: boolean): boolean {
    if (!policiesChanged && !this.#wordDue) return false;
    const problems = [...this.#problemBoard.all(), ...this.#desk.problems()];
    if (isDeepStrictEqual(problems, this.#problems)) return false;
    this.#problems = problems;
    return true;
  }
}
