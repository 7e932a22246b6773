import type { ObjectKey } from "../object-key.ts";
import type { PodObject } from "../sources/objects.ts";
import { PodGroups } from "./pod-groups.ts";
import type { PodGroup } from "./pod-groups.ts";
import type { Selection } from "./selection.ts";

type PlacedPod = PodObject & { readonly nodeName: string };

interface IndexedPod {
  readonly pod: PlacedPod;
  readonly group: PodGroup;
}

/** Pods by key and by node, with the policies that select them. Pods without a node stay out. */
export class PodIndex {
  readonly #groups = new PodGroups();
  readonly #pods = new Map<ObjectKey, IndexedPod>();
  /** Lists, as a node has few pods: of those, sets and maps take several times the memory. */
  readonly #byNode = new Map<string, IndexedPod[]>();

  /** Whether a node has pods. */
  hasNode(node: string): boolean {
    return this.#byNode.has(node);
  }

  /** The pods of a node that a policy selects, in the order of their namespaces and names. */
  selectedOn(node: string, policy: string): readonly PodObject[] {
    const selected: PodObject[] = [];
    for (const { pod, group } of this.#byNode.get(node) ?? []) {
      if (group.policies.has(policy)) selected.push(pod);
    }
    return selected.sort(comparePods);
  }

  /** Takes a policy's selection, as PodGroups.select. */
  select(policy: string, selection: Selection | undefined): void {
    this.#groups.select(policy, selection);
  }

  /** The policies that select a pod, and its node. Undefined: there is no such pod. */
  find(key: ObjectKey): { node: string; policies: ReadonlySet<string> } | undefined {
    const found = this.#pods.get(key);
    if (found === undefined) return undefined;
    return { node: found.pod.nodeName, policies: found.group.policies };
  }

  /** Takes a pod's present state. Undefined: it is gone. */
  set(key: ObjectKey, pod: PodObject | undefined): void {
    const before = this.#pods.get(key);
    // First join, then leave, so that a group that stays in use is not built anew.
    const indexed =
      pod !== undefined && isPlaced(pod)
        ? { pod, group: this.#groups.join(pod.namespace, pod.labels) }
        : undefined;
    if (before !== undefined) this.#remove(key, before);
    if (indexed === undefined) return;
    this.#pods.set(key, indexed);
    const { nodeName } = indexed.pod;
    const onNode = this.#byNode.get(nodeName);
    if (onNode === undefined) this.#byNode.set(nodeName, [indexed]);
    else onNode.push(indexed);
  }

  #remove(key: ObjectKey, indexed: IndexedPod): void {
    const { pod, group } = indexed;
    this.#groups.leave(group);
    this.#pods.delete(key);
    const others = this.#byNode.get(pod.nodeName)?.filter((other) => other !== indexed) ?? [];
    if (others.length === 0) this.#byNode.delete(pod.nodeName);
    else this.#byNode.set(pod.nodeName, others);
  }
}

function isPlaced(pod: PodObject): pod is PlacedPod {
  return pod.nodeName !== undefined;
}

function comparePods(a: PodObject, b: PodObject): number {
  return compareTexts(a.namespace, b.namespace) || compareTexts(a.name, b.name);
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
