import type { ObjectKey } from "../object-key.ts";
import type { PodObject } from "../sources/objects.ts";
import { PodGroups } from "./pod-groups.ts";
import type { PodGroup } from "./pod-groups.ts";
import type { Selection } from "./selection.ts";

interface IndexedPod {
  readonly pod: PodObject;
  readonly group: PodGroup;
}

/** Pods by key and by node, with the policies that select them. Pods without a node stay out. */
export class PodIndex {
  readonly #groups = new PodGroups();
  readonly #pods = new Map<ObjectKey, IndexedPod & { readonly node: string }>();
  readonly #byNode = new Map<string, Map<ObjectKey, IndexedPod>>();

  /** Whether a node has pods. */
  hasNode(node: string): boolean {
    return this.#byNode.has(node);
  }

  /** The pods of a node that a policy selects, in the order of their namespaces and names. */
  selectedOn(node: string, policy: string): readonly PodObject[] {
    const selected: PodObject[] = [];
    for (const { pod, group } of this.#byNode.get(node)?.values() ?? []) {
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
    return found === undefined ? undefined : { node: found.node, policies: found.group.policies };
  }

  /** Takes a pod's present state. Undefined: it is gone. */
  set(key: ObjectKey, pod: PodObject | undefined): void {
    const before = this.#pods.get(key);
    const node = pod?.nodeName;
    // First join, then leave, so that a group that stays in use is not built anew.
    const group =
      pod === undefined || node === undefined
        ? undefined
        : this.#groups.join(pod.namespace, pod.labels);
    if (before !== undefined) this.#remove(key, before);
    if (pod === undefined || node === undefined || group === undefined) return;
    const indexed = { pod, group, node };
    this.#pods.set(key, indexed);
    const onNode = this.#byNode.get(node);
    if (onNode === undefined) this.#byNode.set(node, new Map([[key, indexed]]));
    else onNode.set(key, indexed);
  }

  #remove(key: ObjectKey, { group, node }: IndexedPod & { readonly node: string }): void {
    this.#groups.leave(group);
    this.#pods.delete(key);
    const onNode = this.#byNode.get(node);
    onNode?.delete(key);
    if (onNode?.size === 0) this.#byNode.delete(node);
  }
}

function comparePods(a: PodObject, b: PodObject): number {
  return compareTexts(a.namespace, b.namespace) || compareTexts(a.name, b.name);
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
