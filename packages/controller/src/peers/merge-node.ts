import type { FrontendKey } from "@localredirect/types";

import type { AppliedRedirect, NodeProgress, ReplicaProgress } from "../node-tables.ts";

/** What one replica says of one node. */
export interface Testimony {
  /** The replica's instance; each has one testimony of a node at most. */
  readonly replica: string;
  /** This replica itself, one that is heard, or one that is gone and whose word is kept. */
  readonly witness: "own" | "heard" | "gone";
  readonly progress: ReplicaProgress;
}

/** Of several replicas that have a node connected: whom to believe first. */
const ranks: Readonly<Record<Testimony["witness"], number>> = { own: 0, heard: 1, gone: 2 };

/**
 * What is known of a node, by all that replicas say of it, in whatever order. Where the node is
 * connected is one question, what its kernel holds another: the replica that an agent has just come
 * to knows the first, and not yet the second. Undefined: nobody says anything.
 */
export function mergeNode(testimonies: readonly Testimony[]): NodeProgress | undefined {
  const [first, ...others] = testimonies;
  if (first === undefined) return undefined;
  if (others.length === 0) return first.progress;
  const link = others.reduce((best, next) => (isBetterLink(next, best) ? next : best), first);
  const kernel = kernelWitness(testimonies, link);
  const { digest, syncedAt, applied, refused, warnings } = kernel.progress;
  const { connected, since, agentVersion } = link.progress;
  return {
    ...{ connected, agentVersion, digest, syncedAt, refused, warnings },
    connectedAt: connected ? since : undefined,
    applied: withGenerations(applied, testimonies),
  };
}

/** Whether a replica knows better than another one where the node is connected. */
function isBetterLink(one: Testimony, other: Testimony): boolean {
  const { connected, since } = one.progress;
  if (connected !== other.progress.connected) return connected;
  if (connected && one.witness !== other.witness) return ranks[one.witness] < ranks[other.witness];
  return since === other.progress.since
    ? one.replica < other.replica
    : since > other.progress.since;
}

/** The replica that has the node, once it has been told; until then who was told last. */
function kernelWitness(testimonies: readonly Testimony[], link: Testimony): Testimony {
  if (hasToldOnLink(link.progress)) return link;
  return testimonies.reduce((best, next) => (isLaterTold(next, best) ? next : best), link);
}

/** Whether the agent has told what its kernel holds since it is connected to this replica. */
export function hasToldOnLink({ connected, since, toldAt }: ReplicaProgress): boolean {
  return connected && toldAt !== undefined && toldAt >= since;
}

function isLaterTold(one: Testimony, other: Testimony): boolean {
  const at = one.progress.toldAt ?? -1;
  const otherAt = other.progress.toldAt ?? -1;
  return at === otherAt ? one.replica < other.replica : at > otherAt;
}

/**
 * Which generation an older content was of, only the replica knows that had sent it. A node that
 * moves while it lags behind would count as never programmed without this.
 */
function withGenerations(
  applied: ReplicaProgress["applied"],
  testimonies: readonly Testimony[],
): ReplicaProgress["applied"] {
  const found = new Map<FrontendKey, AppliedRedirect>();
  for (const [key, redirect] of applied) {
    if (redirect.generation !== 0) continue;
    const known = testimonies.map(({ progress }) =>
      generationOf(progress.applied.get(key), redirect),
    );
    const generation = Math.max(...known);
    if (generation > 0) found.set(key, { ...redirect, generation });
  }
  return found.size === 0 ? applied : new Map([...applied, ...found]);
}

function generationOf(known: AppliedRedirect | undefined, redirect: AppliedRedirect): number {
  const isSame = known?.version === redirect.version && known.policyUid === redirect.policyUid;
  return isSame ? known.generation : 0;
}
