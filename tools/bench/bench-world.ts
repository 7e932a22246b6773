import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { createPlanes, type Planes } from "../world/planes.ts";
import { createCgroup } from "../world/cgroup.ts";
import type { ClusterNode } from "../world/cluster-node.ts";
import type { Place } from "../world/place.ts";
import { createWorld, type World } from "../world/world.ts";
import { type BackendPod, redirectManifests } from "./redirect-manifests.ts";

const podUids = {
  client: "5f0ad0c8-8a3f-4a39-9a52-c0ffee000001",
  backend: "5f0ad0c8-8a3f-4a39-9a52-c0ffee000002",
} as const;

/** A world for measurements. */
export interface BenchWorld {
  readonly world: World;
  /** A node without any rule of nftables. */
  readonly plain: ClusterNode;
  readonly planes: Planes;
  /** The folder that the controller reads. */
  readonly manifests: string;
  /** The pod that all redirects go to; it is on the plain node's network. */
  readonly backend: BackendPod;
  /** Replaces all manifests. */
  writeRedirects(redirects: number): void;
  /**
   * A pod's place on the plain node, below a cgroup of the variant's own, so that what is attached
   * for one variant is passed by none of the others.
   */
  placeOf(variant: string, node?: ClusterNode): Place;
}

/** Makes the world; the caller closes it. */
export async function createBenchWorld(maxRedirects: number): Promise<BenchWorld> {
  const world = await createWorld({ nodeName: "bench" });
  const plain = await world.addRemoteNode("plain");
  const manifests = join(world.folder, "manifests");
  createCgroup(join(ourCgroup(world), "kubepods/burstable", `pod${podUids.backend}`));
  mkdirSync(manifests, { recursive: true });
  const backend = { uid: podUids.backend, nodeName: world.name, ip: plain.addresses.v4 };
  return {
    world,
    plain,
    manifests,
    backend,
    planes: createPlanes(world, manifests, {
      cgroup: ourCgroup(world),
      parameters: ["--max-redirects", String(maxRedirects)],
    }),
    writeRedirects(redirects) {
      writeFileSync(join(manifests, "redirects.yaml"), redirectManifests(redirects, backend));
    },
    placeOf(variant, node = plain) {
      const root = variant === "ours" ? ourCgroup(world) : join(world.cgroup, variant);
      const cgroup = join(root, "kubepods/burstable", `pod${podUids.client}`, "container");
      createCgroup(cgroup);
      return { namespace: node.host.namespace, cgroup };
    },
  };
}

/** What the agent attaches its programs to. */
function ourCgroup(world: World): string {
  return join(world.cgroup, "ours");
}
