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
 * @param cgroupOf the cgroup of the server with a number
 */
export function adoptGuards(
  redirects: ReadonlyMap<FrontendKey, PlacedRedirect>,
  names: ReadonlyMap<bigint, string>,
  cgroupOf: (server: number) => bigint | undefined,
): AdoptedGuards {
  const guards = new Map<FrontendKey, Guard>();
  const doubtful: FrontendKey[] = [];
  for (const [key, { cgroups, redirectSelf, placement }] of redirects) {
    const serving = placement.servers.map(cgroupOf);
    const wanted = new Set([...cgroups, ...serving.filter((id) => id !== undefined)]);
    const found = [...wanted].flatMap((id) => names.get(id) ?? []);
    if (found.length < wanted.size) doubtful.push(key);
    guards.set(key, {
      ...noGuard,
      pods: new Map(found.map((name) => [name, [name]])),
      isArmed: !redirectSelf,
      servers: serving.map((id) => (id === undefined ? undefined : names.get(id))),
    });
  }
  return { guards, doubtful };
}
