import { startDnsServer } from "../world/dns-server.ts";
import type { Pod } from "../world/pod.ts";
import { startWhoami } from "../world/whoami.ts";
import { createWorld, type World } from "../world/world.ts";
import { serverNameRecord } from "./application.ts";
import { type PodManifest, readPods, readServices, type ServiceManifest } from "./manifests.ts";

/** The example cluster, running. */
export interface Cluster {
  readonly world: World;
  /** By name. */
  readonly pods: ReadonlyMap<string, Pod>;
  /** The pod whose application asks. */
  readonly app: Pod;
  /** Which node each pod is on, both by name. */
  readonly nodes: ReadonlyMap<string, string>;
}

/** A name that only the cluster's DNS server knows, and its address. */
export const remoteName = { name: "database.cluster.local", address: "10.20.30.40" } as const;

/**
 * Makes the cluster of deploy/examples/one-machine and starts its servers.
 *
 * @param manifests its pods, with other uids where an API server has given them some
 */
export async function startCluster(
  manifests: readonly PodManifest[] = readPods(),
): Promise<Cluster> {
  const world = await createWorld({ nodeName: "node-1" });
  const other = await world.addRemoteNode("node-2");
  const pods = new Map<string, Pod>();
  for (const manifest of manifests) {
    const node = manifest.spec.nodeName === world.name ? world : other;
    pods.set(manifest.metadata.name, await node.addPod(podOptions(manifest)));
  }
  for (const manifest of readServices()) {
    await world.setService(toService(manifest, manifests));
  }
  const pod = (name: string): Pod => {
    const found = pods.get(name);
    if (found === undefined) throw new Error(`deploy/examples/one-machine has no pod ${name}`);
    return found;
  };
  await startWhoami(pod("http-server"), "http-server", ["tcp:80"]);
  await startWhoami(pod("http-cache"), "http-cache", ["tcp:80"]);
  await startDns(pod("cluster-dns"), [`--host-record=${remoteName.name},${remoteName.address}`]);
  await startDns(pod("dns-cache"), ["--server=10.96.0.10"]);
  const nodes = new Map(manifests.map(({ metadata, spec }) => [metadata.name, spec.nodeName]));
  return { world, pods, app: pod("app"), nodes };
}

function podOptions({ metadata, status }: PodManifest): Parameters<World["addPod"]>[0] {
  const [v4, v6] = status.podIPs;
  if (v4 === undefined || v6 === undefined) {
    throw new Error(`Pod ${metadata.name} needs an address of each family in status.podIPs`);
  }
  return { name: metadata.name, uid: metadata.uid, addresses: { v4: v4.ip, v6: v6.ip } };
}

function toService(
  { metadata, spec }: ServiceManifest,
  pods: readonly PodManifest[],
): Parameters<World["setService"]>[0] {
  const selected = pods.filter((pod) =>
    Object.entries(spec.selector).every(([key, value]) => pod.metadata.labels[key] === value),
  );
  return {
    name: metadata.name,
    clusterIps: spec.clusterIPs,
    ports: spec.ports,
    endpoints: selected.flatMap((pod) => pod.status.podIPs.map(({ ip }) => ip)),
  };
}

/** A DNS server that says its pod's name. */
async function startDns(pod: Pod, more: readonly string[]): Promise<void> {
  await startDnsServer(pod, [`--txt-record=${serverNameRecord},${pod.name}`, ...more]);
}
