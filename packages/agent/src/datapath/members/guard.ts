import type { Member, PodReference, Redirect } from "@localredirect/types/tables";
import { layoutConstants } from "../generated/layout.ts";
import type { PodCgroup } from "../content.ts";

/**
 * The pods of a redirect: which ones' own traffic it must leave alone, what to say while it cannot,
 * and which ones serve its backends.
 */
export interface Guard {
  /** The pods by key, with the tokens by which their cgroups are found. */
  readonly pods: ReadonlyMap<string, readonly string[]>;
  /** Keys of pods that are backends, with their names: a loop is possible while one is not found. */
  readonly backends: ReadonlyMap<string, string>;
  /** What else there is to say of the redirect, in sentences. */
  readonly notes: readonly string[];
  /** False: the pods' own traffic is redirected like any other. */
  readonly isArmed: boolean;
  /** Keys of the pods that serve the backends, in the backends' order; undefined: not known. */
  readonly servers: readonly (string | undefined)[];
}

/** As much of a guard as stands in the kernel. */
export interface Arming {
  /** Distinct, in the order of their ids. */
  readonly cgroups: readonly PodCgroup[];
  /** Keys of pods that are not among them. */
  readonly missing: readonly string[];
}

/** A redirect that guards nobody. */
export const noGuard: Guard = {
  pods: new Map(),
  backends: new Map(),
  notes: [],
  isArmed: true,
  servers: [],
};

/**
 * The guard of a redirect. Nobody is guarded where the policy redirects its own pods, too; only its
 * backends' pods are then looked for.
 */
export function guardOf({ members, backends, options }: Redirect): Guard {
  const notes =
    options.qosLimit === undefined || options.qosLimit === 0
      ? []
      : [`The limit of ${options.qosLimit} redirects per second is not enforced by this agent`];
  const isArmed = !options.redirectSelf;
  const ready = new Set(backends.map(({ pod }) => podName(pod)));
  const serving = members.filter(({ pod }) => ready.has(podName(pod)));
  const keys = new Map(serving.map((member) => [podName(member.pod), memberKey(member)]));
  return {
    pods: new Map(
      (isArmed ? members : serving).map((member) => [memberKey(member), member.cgroupTokens]),
    ),
    backends: new Map(
      (isArmed ? serving : []).map((member) => [memberKey(member), podName(member.pod)]),
    ),
    notes,
    isArmed,
    servers: backends.map(({ pod }) => keys.get(podName(pod))),
  };
}

/** Turns a guard into what the programs compare: as many cgroups as are there. */
export function arm(guard: Guard, find: (key: string) => PodCgroup | undefined): Arming {
  const cgroups = new Map<bigint, PodCgroup>();
  const levels = new Set<number>();
  const missing: string[] = [];
  for (const key of guard.pods.keys()) {
    const cgroup = find(key);
    if (cgroup === undefined || !fits(levels, cgroup.level)) missing.push(key);
    else if (guard.isArmed) {
      levels.add(cgroup.level);
      cgroups.set(cgroup.id, cgroup);
    }
  }
  return { cgroups: [...cgroups.values()].sort(byId), missing };
}

/** What is to be said of a redirect, in sentences: its notes, and each backend not recognised. */
export function guardWarnings(guard: Guard, arming: Arming): readonly string[] {
  const unguarded = arming.missing.flatMap((key) => {
    const name = guard.backends.get(key);
    if (name === undefined) return [];
    const tokens = (guard.pods.get(key) ?? []).join(" or ");
    return [
      `No loop is prevented for backend ${name}: no cgroup whose name holds ${tokens} was found, ` +
        "or its level has no room; its own traffic to the frontend may come back to it",
    ];
  });
  return [...guard.notes, ...unguarded];
}

/** How a pod is known among all redirects that select it. */
function memberKey({ cgroupTokens }: Member): string {
  return [...cgroupTokens].sort().join(" ");
}

function podName({ namespace, name }: PodReference): string {
  return `${namespace}/${name}`;
}

/** The root itself is nobody's pod, and a level is one byte. */
function fits(levels: ReadonlySet<number>, level: number): boolean {
  if (level < 1 || level > 255) return false;
  return levels.has(level) || levels.size < layoutConstants.MEMBER_LEVELS;
}

function byId(a: PodCgroup, b: PodCgroup): number {
  return a.id < b.id ? -1 : Number(a.id > b.id);
}
