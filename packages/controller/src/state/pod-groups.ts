import type { Labels } from "../sources/objects.ts";
import { selects } from "./selection.ts";
import type { Selection } from "./selection.ts";

/**
 * All pods of one namespace with the same labels, such as those of a DaemonSet. Policies cannot
 * tell them apart, so selectors are evaluated once for a group, not for each pod.
 */
export interface PodGroup {
  readonly namespace: string;
  readonly labels: Labels;
  /** Names of the policies that select these pods. */
  readonly policies: ReadonlySet<string>;
}

interface OwnGroup extends PodGroup {
  readonly key: string;
  readonly policies: Set<string>;
  pods: number;
}

/** Which policies select which pods, kept up to date from both sides. */
export class PodGroups {
  readonly #groups = new Map<string, OwnGroup>();
  readonly #selections = new Map<string, Selection>();

  /** The group of a pod that has come. Each call is to be matched by one of `leave`. */
  join(namespace: string, labels: Labels): PodGroup {
    const key = groupKey(namespace, labels);
    const known = this.#groups.get(key);
    if (known !== undefined) {
      known.pods += 1;
      return known;
    }
    const group: OwnGroup = { key, namespace, labels, policies: new Set(), pods: 1 };
    for (const [policy, selection] of this.#selections) {
      if (selects(selection, group)) group.policies.add(policy);
    }
    this.#groups.set(key, group);
    return group;
  }

  /** A pod has left its group. */
  leave({ namespace, labels }: PodGroup): void {
    const group = this.#groups.get(groupKey(namespace, labels));
    if (group === undefined) return;
    group.pods -= 1;
    if (group.pods === 0) this.#groups.delete(group.key);
  }

  /** A policy selects other pods than before. Undefined: it selects none any more. */
  select(policy: string, selection: Selection | undefined): void {
    if (this.#selections.get(policy)?.key === selection?.key) return;
    if (selection === undefined) this.#selections.delete(policy);
    else this.#selections.set(policy, selection);
    for (const group of this.#groups.values()) {
      if (selection !== undefined && selects(selection, group)) group.policies.add(policy);
      else group.policies.delete(policy);
    }
  }
}

function groupKey(namespace: string, labels: Labels): string {
  const pairs = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([namespace, pairs]);
}
