import { expect } from "vitest";

import type { ControlPlane } from "../../../../tools/cluster/control-plane.ts";
import { jsonField } from "../../../../tools/cluster/json-field.ts";
import { ageOf, isPolicy } from "./story.ts";
import type { StoryObject } from "./story.ts";

/** Where objects of a kind are; cluster-scoped ones have no namespace. */
const collections: Readonly<Record<string, string>> = {
  LocalRedirectPolicy: "/apis/balancing.elf.io/v1beta1/localredirectpolicies",
  Namespace: "/api/v1/namespaces",
  Node: "/api/v1/nodes",
  Pod: "/api/v1/namespaces/NAMESPACE/pods",
  Service: "/api/v1/namespaces/NAMESPACE/services",
};

/** Makes a story's objects in an API server, each as its owner would, and takes them away again. */
export class StoryWriter {
  readonly #plane: ControlPlane;
  readonly #written: string[] = [];
  readonly #uids = new Map<string, string>();
  /** The second in which the last policy was made, and its age in the story. */
  #last: { readonly age: string; readonly second: number } | undefined;

  constructor(plane: ControlPlane) {
    this.#plane = plane;
  }

  /** The uids that stories give, by those that the API server gave instead. */
  get uids(): ReadonlyMap<string, string> {
    return this.#uids;
  }

  /** Makes the objects one after the other. */
  async write(objects: readonly StoryObject[]): Promise<void> {
    for (const namespace of new Set(objects.map(namespaceOf))) await this.#namespace(namespace);
    for (const object of objects) {
      if (object.kind === "Namespace") continue;
      if (isPolicy(object)) await this.#untilYounger(ageOf(object));
      await this.#create(object);
    }
  }

  /** Takes away whatever was made, but namespaces. */
  async clear(): Promise<void> {
    for (const path of this.#written.splice(0).reverse()) {
      const now = `${path}?gracePeriodSeconds=0`;
      await this.#plane.admin.expect({ method: "DELETE", path: now });
    }
    this.#uids.clear();
    this.#last = undefined;
  }

  /** With the account that pods need; there may be one already. */
  async #namespace(name: string): Promise<void> {
    const metadata = { name };
    await this.#plane.apply({ apiVersion: "v1", kind: "Namespace", metadata });
    const account = { name: "default", namespace: name };
    await this.#plane.apply({ apiVersion: "v1", kind: "ServiceAccount", metadata: account });
  }

  /** The API server knows ages by the second. */
  async #untilYounger(age: string): Promise<void> {
    const second = (): number => Math.floor(Date.now() / 1000);
    const last = this.#last;
    if (last !== undefined && last.age !== age) {
      await expect.poll(second, { timeout: 5000, interval: 20 }).toBeGreaterThan(last.second);
    }
    this.#last = { age, second: second() };
  }

  async #create(object: StoryObject): Promise<void> {
    const collection = collections[object.kind]?.replace("NAMESPACE", namespaceOf(object)) ?? "";
    const path = `${collection}/${object.metadata.name}`;
    const body = desired(object);
    const made = await this.#plane.admin.expect({ method: "POST", path: collection, body });
    this.#written.push(path);
    const { uid, deletionTimestamp } = object.metadata;
    if (uid !== undefined) this.#uids.set(String(jsonField(made, "metadata", "uid")), uid);
    if (object.status !== undefined) await this.#report(path, object.status);
    // Without a kubelet, which would say that it has ended, it stays as it is.
    if (deletionTimestamp !== undefined) await this.#plane.admin.expect({ method: "DELETE", path });
  }

  async #report(path: string, status: object): Promise<void> {
    await this.#plane.admin.expect({
      method: "PATCH",
      path: `${path}/status`,
      contentType: "application/merge-patch+json",
      body: { status },
    });
  }
}

function namespaceOf({ kind, metadata }: StoryObject): string {
  return kind === "Namespace" ? metadata.name : (metadata.namespace ?? "default");
}

/** What a person would write of it, complete where a story is silent. */
function desired(object: StoryObject): object {
  const { apiVersion, kind, spec } = object;
  const { name, labels, annotations } = object.metadata;
  const metadata = { name, labels, annotations };
  return { apiVersion, kind, metadata, spec: { ...(defaults[kind]?.(object) ?? {}), ...spec } };
}

const defaults: Readonly<Record<string, (object: StoryObject) => object>> = {
  Pod: () => ({
    automountServiceAccountToken: false,
    containers: [{ name: "c", image: "none" }],
  }),
  Service: ({ spec }) => {
    const ips = spec?.["clusterIPs"];
    if (!Array.isArray(ips)) return {};
    return {
      clusterIP: ips[0] as unknown,
      ipFamilyPolicy: ips.length > 1 ? "RequireDualStack" : "SingleStack",
    };
  },
};
