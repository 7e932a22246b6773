import type { FrontendKey } from "@localredirect/types/tables";
import type { PlacedRedirect } from "../table/placed-redirect.ts";
import { type Guard, noGuard } from "./guard.ts";

/** What can be told of the guards of redirects that an earlier agent wrote. */
export interface AdoptedGuards {
  readonly guards: ReadonlyMap<FrontendKey, Guard>;
  /** Redirects with a cgroup that is gone: who it was cannot be told, so they must come again. */
  readonly doubtful: readonly FrontendKey[];
}

/**
 * Makes guards from the cgroups in the kernel: the name of a pod's folder is as good a token as any.
 * @param names of those of the cgroups that are there
 */
export function adoptGuards(
  redirects: ReadonlyMap<FrontendKey, PlacedRedirect>,
  names: ReadonlyMap<bigint, string>,
): AdoptedGuards {
  const guards = new Map<FrontendKey, Guard>();
  const doubtful: FrontendKey[] = [];
  for (const [key, { cgroups }] of redirects) {
    const found = cgroups.flatMap((id) => names.get(id) ?? []);
    if (found.length < cgroups.length) doubtful.push(key);
    guards.set(key, { ...noGuard, pods: new Map(found.map((name) => [name, [name]])) });
  }
  return { guards, doubtful };
}
