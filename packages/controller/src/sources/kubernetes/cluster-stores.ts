import type { NodeObject, ObjectChange, PodObject, ServiceObject } from "../objects.ts";
import { ObjectStore } from "../../kubernetes-api/object-store.ts";
import type { StoredPolicy } from "./stored-policy.ts";

/** What is known of the cluster's objects, by kind, and what of it has changed. */
export class ClusterStores {
  readonly policies: ObjectStore<StoredPolicy>;
  readonly services: ObjectStore<ServiceObject>;
  readonly nodes: ObjectStore<NodeObject>;
  readonly pods: ObjectStore<PodObject>;
  #changes = new Map<string, ObjectChange>();

  /** `onChange` is called when something has changed, `onPolicy` with each policy that has. */
  constructor(
    onChange: () => void,
    onPolicy: (name: string, stored: StoredPolicy | undefined) => void,
  ) {
    const note = (change: ObjectChange): void => {
      this.#changes.set(`${change.kind} ${change.key}`, change);
      onChange();
    };
    this.policies = new ObjectStore((name, stored) => {
      onPolicy(name, stored);
      onChange();
    });
    this.services = new ObjectStore((key, object) => {
      note({ kind: "Service", key, object });
    });
    this.nodes = new ObjectStore((key, object) => {
      note({ kind: "Node", key, object });
    });
    this.pods = new ObjectStore((key, object) => {
      note({ kind: "Pod", key, object });
    });
  }

  /** What has changed since the last call, each object once; policies are told apart. */
  takeChanges(): readonly ObjectChange[] {
    const changes = [...this.#changes.values()];
    this.#changes = new Map();
    return changes;
  }

  /** Whatever is said next of an object counts as newer. */
  forgetRevisions(): void {
    for (const store of [this.policies, this.services, this.nodes, this.pods]) {
      store.forgetRevisions();
    }
  }
}
