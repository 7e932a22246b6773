import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { ApiClient } from "../../cluster/api-client.ts";
import { type ServerProcess, startServer } from "../../cluster/servers/server-process.ts";
import { dnsAddresses } from "../address-plan.ts";
import type { NodePlace } from "../node-place.ts";
import { containerdSocket } from "./containerd.ts";

/** What kubelet needs beside its node. */
export interface KubeletOptions {
  readonly node: NodePlace;
  /** The path of a kubeconfig as this node. */
  readonly kubeconfig: string;
  /** The path of the certificate of the authority that the API server's own one is of. */
  readonly clientAuthority: string;
  /** Asks the API server whether kubelet answers. */
  readonly admin: ApiClient;
  /** Added to our own, at the end. */
  readonly flags: readonly string[];
}

/** Writes what kubelet reads. */
export async function writeKubeletFiles(options: KubeletOptions): Promise<void> {
  const { node } = options;
  await writeFile(configFile(node), JSON.stringify(kubeletConfig(options), undefined, 2));
  await writeFile(resolverFile(node), `nameserver ${dnsAddresses.v4}\n`);
}

/** Starts kubelet and waits until it answers the API server, which must run. */
export function startKubelet({
  node,
  kubeconfig,
  admin,
  flags,
}: KubeletOptions): Promise<ServerProcess> {
  const path = `/api/v1/nodes/${node.name}/proxy/healthz`;
  return startServer({
    program: node.programs.kubelet,
    folder: node.folder,
    entrance: node.entrance,
    isReady: async () => (await admin.request({ method: "GET", path })).status === 200,
    parameters: [
      `--config=${configFile(node)}`,
      `--kubeconfig=${kubeconfig}`,
      `--hostname-override=${node.name}`,
      `--node-ip=${node.addresses.v4},${node.addresses.v6}`,
      ...flags,
    ],
  });
}

function configFile(node: NodePlace): string {
  return join(node.folder, "kubelet.json");
}

function resolverFile(node: NodePlace): string {
  return join(node.folder, "resolv.conf");
}

function kubeletConfig({ node, clientAuthority }: KubeletOptions): object {
  return {
    apiVersion: "kubelet.config.k8s.io/v1beta1",
    kind: "KubeletConfiguration",
    authentication: {
      anonymous: { enabled: false },
      webhook: { enabled: true },
      x509: { clientCAFile: clientAuthority },
    },
    authorization: { mode: "Webhook" },
    containerRuntimeEndpoint: `unix://${containerdSocket}`,
    clusterDNS: [dnsAddresses.v4],
    clusterDomain: "cluster.local",
    // How soon a pod sees that a ConfigMap of its changed: a minute would be the default.
    syncFrequency: "10s",
    resolvConf: resolverFile(node),
    cgroupDriver: "cgroupfs",
    cgroupRoot: `/${node.cgroup}`,
    // On many machines the controllers are still those of version 1.
    failCgroupV1: false,
    failSwapOn: false,
    // Only with CAP_SYS_RESOURCE may it be lower.
    oomScoreAdj: 0,
    // The machine's disk is not ours to keep free.
    evictionHard: {
      "memory.available": "50Mi",
      "nodefs.available": "1%",
      "imagefs.available": "1%",
      "nodefs.inodesFree": "1%",
    },
    // No registry could give an image back.
    imageGCHighThresholdPercent: 100,
  };
}
