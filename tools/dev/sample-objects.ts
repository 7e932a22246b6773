import { readFileSync } from "node:fs";
import { join } from "node:path";

import { stringify } from "yaml";

import type { ControlPlane } from "../cluster/control-plane.ts";
import { jsonField } from "../cluster/json-field.ts";
import { type PodManifest, readPods } from "../demo/manifests.ts";
import { type ManifestObject, parseManifests } from "../deploy/manifest-object.ts";

const folder = join(import.meta.dirname, "../../deploy/examples/one-machine");

/** No kubelet starts it; a pod needs one all the same. */
const container = { name: "sample", image: "none" };

/**
 * Makes the Nodes, Services and pods of deploy/examples/one-machine, and writes their status as
 * kubelets would.
 *
 * @returns the pods with the uids that they got
 */
export async function applySamples(plane: ControlPlane): Promise<readonly PodManifest[]> {
  const objects = ["nodes", "services", "pods"].flatMap((name) =>
    parseManifests(readFileSync(join(folder, `${name}.yaml`), "utf8")),
  );
  await plane.apply(...serviceAccounts(objects), ...objects.map(desired));
  const observed = objects.filter((object) => "status" in object).map(withoutUid);
  await plane.kubectl(
    ["apply", "--server-side", "--subresource=status", "--field-manager=kubelet", "-f", "-"],
    observed.map((object) => stringify(object)).join("---\n"),
  );
  return Promise.all(readPods().map((pod) => withUid(plane, pod)));
}

/** Pods need one, which a controller manager makes a moment too late. */
function serviceAccounts(objects: readonly ManifestObject[]): readonly object[] {
  const namespaces = new Set(objects.map(({ metadata }) => metadata.namespace));
  return [...namespaces]
    .filter((namespace) => namespace !== undefined)
    .map((namespace) => ({
      apiVersion: "v1",
      kind: "ServiceAccount",
      metadata: { name: "default", namespace },
    }));
}

/** What a person would write of it. */
function desired(object: ManifestObject): object {
  const { apiVersion, kind, metadata } = withoutUid(object);
  const spec = jsonField(object, "spec");
  if (typeof spec !== "object") return { apiVersion, kind, metadata };
  const more = kind === "Pod" ? { containers: [container] } : {};
  return { apiVersion, kind, metadata, spec: { ...spec, ...more } };
}

/** The API server gives the uid. */
function withoutUid(object: ManifestObject): ManifestObject {
  const { name, namespace, labels } = object.metadata;
  const metadata = {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    ...(labels === undefined ? {} : { labels }),
  };
  return { ...object, metadata };
}

async function withUid(plane: ControlPlane, pod: PodManifest): Promise<PodManifest> {
  const { name, namespace } = pod.metadata;
  const path = `/api/v1/namespaces/${namespace}/pods/${name}`;
  const uid = jsonField(await plane.admin.expect({ method: "GET", path }), "metadata", "uid");
  return { ...pod, metadata: { ...pod.metadata, uid: String(uid) } };
}
