import type { LocalRedirectPolicy } from "@localredirect/types";

import { objectKey } from "../sources/objects.ts";
import type { ObjectKey } from "../object-key.ts";
import type {
  NodeObject,
  ObjectChange,
  PodObject,
  PolicyObject,
  ServiceObject,
} from "../sources/objects.ts";
import type { Dirt } from "./dirt.ts";
import { NodeIndex } from "./node-index.ts";
import type { NodeFacts } from "./node-index.ts";
import { PodIndex } from "./pod-index.ts";
import { selectionOf } from "./selection.ts";
import { addTo, takeFrom } from "./set-index.ts";

/** What compile and status read of the cluster. */
export interface ClusterView {
  /** All policies by name, invalid ones included. */
  readonly policies: ReadonlyMap<string, PolicyObject>;
  /** Nodes that have a Node object or that pods name. */
  readonly nodes: ReadonlySet<string>;
  /** What is known of a node. Undefined: the node is not known. */
  node(name: string): NodeFacts | undefined;
  service(key: ObjectKey): ServiceObject | undefined;
  /** The pods of a node that an enabled policy selects, by namespace and name. */
  selectedPods(node: string, policy: string): readonly PodObject[];
}

interface OpenDirt extends Dirt {
  readonly policies: Set<string>;
  readonly pods: Map<string, Set<string>>;
  readonly nodes: Set<string>;
}

/** All objects that the sources have, indexed so that a change costs what depends on it. */
export class ClusterState implements ClusterView {
  readonly #policies = new Map<string, PolicyObject>();
  readonly #services = new Map<ObjectKey, ServiceObject>();
  readonly #policiesByService = new Map<ObjectKey, Set<string>>();
  readonly #pods = new PodIndex();
  readonly #nodes: NodeIndex;

  /** `nodesAreListed`: a source lists all Nodes, so that pods do not stand for one. */
  constructor({ nodesAreListed }: { readonly nodesAreListed: boolean }) {
    this.#nodes = new NodeIndex(nodesAreListed);
  }

  get policies(): ReadonlyMap<string, PolicyObject> {
    return this.#policies;
  }

  get nodes(): ReadonlySet<string> {
    return this.#nodes.known;
  }

  node(name: string): NodeFacts | undefined {
    return this.#nodes.find(name);
  }

  service(key: ObjectKey): ServiceObject | undefined {
    return this.#services.get(key);
  }

  selectedPods(node: string, policy: string): readonly PodObject[] {
    return this.#pods.selectedOn(node, policy);
  }

  /** Takes changes as one step, and says what they have made out of date. */
  apply(changes: readonly ObjectChange[]): Dirt {
    const dirt: OpenDirt = { policies: new Set(), pods: new Map(), nodes: new Set() };
    for (const change of changes) this.#applyOne(change, dirt);
    return dirt;
  }

  #applyOne(change: ObjectChange, dirt: OpenDirt): void {
    switch (change.kind) {
      case "LocalRedirectPolicy":
        this.#setPolicy(change.key, change.object, dirt);
        break;
      case "Service":
        this.#setService(change.key, change.object, dirt);
        break;
      case "Pod":
        this.#setPod(change.key, change.object, dirt);
        break;
      case "Node":
        this.#setNode(change.key, change.object, dirt);
        break;
    }
  }

  #setPolicy(name: string, object: PolicyObject | undefined, dirt: OpenDirt): void {
    const before = this.#policies.get(name)?.policy;
    const after = object?.policy;
    if (object === undefined) this.#policies.delete(name);
    else this.#policies.set(name, object);
    if (before === after) return;
    const oldService = serviceOf(before);
    const newService = serviceOf(after);
    if (oldService !== undefined) takeFrom(this.#policiesByService, oldService, name);
    if (newService !== undefined) addTo(this.#policiesByService, newService, name);
    this.#pods.select(name, after?.spec.enabled === true ? selectionOf(after) : undefined);
    dirt.policies.add(name);
  }

  #setService(key: ObjectKey, object: ServiceObject | undefined, dirt: OpenDirt): void {
    if (object === undefined) this.#services.delete(key);
    else this.#services.set(key, object);
    for (const name of this.#policiesByService.get(key) ?? []) dirt.policies.add(name);
  }

  #setPod(key: ObjectKey, object: PodObject | undefined, dirt: OpenDirt): void {
    const before = this.#pods.find(key);
    const selectedBefore = [...(before?.policies ?? [])];
    this.#pods.set(key, object);
    const after = this.#pods.find(key);
    if (before !== undefined) this.#soil(before.node, selectedBefore, dirt);
    if (after !== undefined) this.#soil(after.node, after.policies, dirt);
  }

  #soil(node: string, policies: Iterable<string>, dirt: OpenDirt): void {
    for (const policy of policies) addTo(dirt.pods, node, policy);
    if (this.#nodes.settle(node, this.#pods.hasNode(node))) dirt.nodes.add(node);
  }

  #setNode(name: string, object: NodeObject | undefined, dirt: OpenDirt): void {
    if (this.#nodes.set(name, object)) dirt.nodes.add(name);
    if (this.#nodes.settle(name, this.#pods.hasNode(name))) dirt.nodes.add(name);
  }
}

/** The Service that a policy matches, whether enabled or not: its status names it. */
function serviceOf(policy: LocalRedirectPolicy | undefined): ObjectKey | undefined {
  if (policy?.spec.frontend.kind !== "service") return undefined;
  const { namespace, serviceName } = policy.spec.frontend;
  return objectKey({ namespace, name: serviceName });
}
