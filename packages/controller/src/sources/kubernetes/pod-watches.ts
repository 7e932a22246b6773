import type { Selection } from "../../state/selection.ts";
import { isCovered, planPodWatches } from "./pod-watch-plan.ts";
import type { PodWatch, PodWatchKey } from "./pod-watch-plan.ts";

/** A watch of pods at work. */
export interface RunningWatch {
  readonly listed: boolean;
  relist(): void;
  /** Ends it; the pods that only it had are gone with it. */
  stop(): void;
}

/**
 * The watches that bring the pods which policies select. A watch that is no longer needed goes on
 * until all that are needed have been listed, so that no pod is gone meanwhile.
 */
export class PodWatches {
  readonly #start: (watch: PodWatch, key: PodWatchKey) => RunningWatch;
  readonly #running = new Map<PodWatchKey, RunningWatch>();
  #planned: ReadonlySet<PodWatchKey> = new Set();

  constructor(start: (watch: PodWatch, key: PodWatchKey) => RunningWatch) {
    this.#start = start;
  }

  /** Every planned watch has been listed. */
  get listed(): boolean {
    return [...this.#planned].every(this.#isListed);
  }

  /** Has the pods of these selections watched. */
  plan(selections: Iterable<Selection>): void {
    const plan = planPodWatches(selections);
    this.#planned = new Set(plan.keys());
    for (const [key, watch] of plan) {
      if (!this.#running.has(key)) this.#running.set(key, this.#start(watch, key));
    }
  }

  /** Ends the watches that are no longer needed, if all that are have been listed. */
  retire(): void {
    if (!this.listed) return;
    for (const [key, watch] of this.#running) {
      if (this.#planned.has(key)) continue;
      this.#running.delete(key);
      watch.stop();
    }
  }

  /** Whether all pods of a selection have been listed. */
  covers(selection: Selection): boolean {
    return isCovered(selection, this.#isListed);
  }

  /** Has all of them list again. */
  relist(): void {
    for (const watch of this.#running.values()) watch.relist();
  }

  readonly #isListed = (key: PodWatchKey): boolean => this.#running.get(key)?.listed === true;
}
