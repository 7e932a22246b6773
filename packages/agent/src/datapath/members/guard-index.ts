import type { FrontendKey } from "@localredirect/types/tables";
import { type Guard, noGuard } from "./guard.ts";

/** The guards of all redirects, and which redirects have a pod. */
export class GuardIndex {
  readonly #guards = new Map<FrontendKey, Guard>();
  readonly #frontends = new Map<string, Set<FrontendKey>>();

  /** Of a frontend's redirect; nobody is guarded where it has none. */
  get(frontend: FrontendKey): Guard {
    return this.#guards.get(frontend) ?? noGuard;
  }

  /** Redirects that guard any of these pods. */
  having(pods: Iterable<string>): ReadonlySet<FrontendKey> {
    const frontends = new Set<FrontendKey>();
    for (const pod of pods) {
      for (const frontend of this.#frontends.get(pod) ?? []) frontends.add(frontend);
    }
    return frontends;
  }

  /**
   * Sets a frontend's guard; undefined: it has no redirect any more. Returns the pods that no
   * redirect has any more.
   */
  set(frontend: FrontendKey, guard: Guard | undefined): readonly string[] {
    const before = this.get(frontend);
    if (guard === undefined) this.#guards.delete(frontend);
    else this.#guards.set(frontend, guard);
    for (const pod of guard?.pods.keys() ?? []) {
      const frontends = this.#frontends.get(pod) ?? new Set<FrontendKey>();
      this.#frontends.set(pod, frontends.add(frontend));
    }
    return [...before.pods.keys()].filter(
      (pod) => guard?.pods.has(pod) !== true && this.#remove(pod, frontend),
    );
  }

  /** True: no redirect has the pod any more. */
  #remove(pod: string, frontend: FrontendKey): boolean {
    const frontends = this.#frontends.get(pod);
    frontends?.delete(frontend);
    if (frontends !== undefined && frontends.size > 0) return false;
    this.#frontends.delete(pod);
    return true;
  }
}
