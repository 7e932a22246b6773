import { join } from "node:path";

import type { Cluster } from "../nodes/cluster.ts";
import { imageNames } from "../nodes/images/base-images.ts";
import type { ManifestObject } from "./manifest-object.ts";
import { type OverlayName, renderOverlay } from "./overlay.ts";
import { untilPoliciesAreKnown } from "./policy-definition.ts";

/** Where the agent's manifest mounts the node's /sys/fs/cgroup. */
const cgroupMount = "/host/sys/fs/cgroup";

/** What is installed: the manifests of a checkout, and the images that were built of it. */
export interface Release {
  /** The checkout's folder, or one with the files of a commit. */
  readonly root: string;
  /** Of the images. */
  readonly tag: string;
}

/** What is checked out here, with the images that `npm run images` builds. */
export const thisCheckout: Release = { root: join(import.meta.dirname, "../.."), tag: "dev" };

/**
 * Renders an overlay for a cluster of tools/nodes. Its images are those that nodes were given,
 * and each agent is told its node's cgroup: the nodes share the kernel of this machine, and with it
 * the root of all cgroups, where an agent would otherwise work.
 */
export async function renderForNodes(
  { plane, nodes }: Cluster,
  overlay: OverlayName,
  { root, tag }: Release = thisCheckout,
): Promise<readonly ManifestObject[]> {
  const [node] = nodes;
  if (node === undefined) throw new TypeError("A cluster without a node cannot be installed on");
  const objects = await renderOverlay((parameters) => plane.kubectl(parameters), overlay, root);
  const cgroup = node.cgroup.replace("/sys/fs/cgroup", cgroupMount);
  const flag = `--cgroup=${cgroup.replace(/[^/]*$/, "$(NODE_NAME)")}`;
  return JSON.parse(JSON.stringify(objects), (key, value: unknown) =>
    adapted(key, value, { tag, flag }),
  ) as readonly ManifestObject[];
}

/**
 * A value of a manifest by its key, as it is to be on these nodes.
 *
 * @param flag what agents are told beside what the manifest tells them
 */
function adapted(
  key: string,
  value: unknown,
  { tag, flag }: { readonly tag: string; readonly flag: string },
): unknown {
  if (key === "image" && typeof value === "string") return imageOnNodes(value, tag);
  const isAgents =
    key === "args" &&
    Array.isArray(value) &&
    value.some((argument) => String(argument).startsWith("--controller="));
  return isAgents ? [...(value as readonly unknown[]), flag] : value;
}

/** The image that nodes have instead of one of a registry. */
function imageOnNodes(image: string, tag: string): string {
  if (image.startsWith("registry.k8s.io/coredns/")) return imageNames.coreDns;
  return image.replace(/^localredirect\/(\w+).*$/, `localhost/localredirect-$1:${tag}`);
}

/** Installs an overlay, and waits until all of its pods are ready. */
export async function installOnNodes(
  cluster: Cluster,
  overlay: OverlayName,
  release: Release = thisCheckout,
): Promise<void> {
  const { plane } = cluster;
  const objects = await renderForNodes(cluster, overlay, release);
  const definitions = objects.filter(({ kind }) => kind === "CustomResourceDefinition");
  // An overlay may have policies, too, which nothing can be known of before.
  await plane.apply(...definitions);
  await untilPoliciesAreKnown(plane);
  await plane.apply(...objects);
  const workloads = objects.filter(({ kind }) => kind === "Deployment" || kind === "DaemonSet");
  for (const { kind, metadata } of workloads) {
    await plane.kubectl([
      ...["rollout", "status", `--namespace=${metadata.namespace ?? "default"}`, "--timeout=110s"],
      `${kind}/${metadata.name}`,
    ]);
  }
}

/** Removes all that an overlay has. */
export async function removeFromNodes(cluster: Cluster, overlay: OverlayName): Promise<void> {
  const items = await renderForNodes(cluster, overlay);
  await cluster.plane.kubectl(
    ["delete", "--ignore-not-found", "--filename=-", "--timeout=90s"],
    listOf(items),
  );
}

/** Objects as one document for kubectl. */
function listOf(items: readonly ManifestObject[]): string {
  return JSON.stringify({ apiVersion: "v1", kind: "List", items });
}
