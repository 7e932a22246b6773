import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { ApiClient } from "../../cluster/api-client.ts";
import { type ServerProcess, startServer } from "../../cluster/servers/server-process.ts";
import { clusterRanges } from "../address-plan.ts";
import type { NodePlace } from "../node-place.ts";

/** What kube-proxy needs beside its node. */
export interface KubeProxyOptions {
  readonly node: NodePlace;
  /** The path of a kubeconfig as system:kube-proxy. */
  readonly kubeconfig: string;
  /** Asks the API server whether kube-proxy answers. */
  readonly admin: ApiClient;
}

/** Where it says how it is. */
const healthPort = 10_256;

/** Writes what kube-proxy reads. */
export async function writeKubeProxyFiles(options: KubeProxyOptions): Promise<void> {
  await writeFile(configFile(options.node), JSON.stringify(kubeProxyConfig(options), undefined, 2));
}

/** Starts kube-proxy and waits until its rules are in place; the API server must run. */
export function startKubeProxy({ node, admin }: KubeProxyOptions): Promise<ServerProcess> {
  const path = `/api/v1/nodes/${node.name}:${healthPort}/proxy/healthz`;
  return startServer({
    program: node.programs.kubeProxy,
    folder: node.folder,
    entrance: node.entrance,
    isReady: async () => (await admin.request({ method: "GET", path })).status === 200,
    parameters: [`--config=${configFile(node)}`, `--hostname-override=${node.name}`],
  });
}

function configFile(node: NodePlace): string {
  return join(node.folder, "kube-proxy.json");
}

function kubeProxyConfig({ kubeconfig }: KubeProxyOptions): object {
  return {
    apiVersion: "kubeproxy.config.k8s.io/v1alpha1",
    kind: "KubeProxyConfiguration",
    clientConnection: { kubeconfig },
    mode: "nftables",
    healthzBindAddress: `0.0.0.0:${healthPort}`,
    clusterCIDR: `${clusterRanges.v4},${clusterRanges.v6}`,
    detectLocalMode: "ClusterCIDR",
    // Only with CAP_SYS_RESOURCE may it be lower.
    oomScoreAdj: 0,
    // These are of the whole machine: 0 leaves them.
    conntrack: {
      maxPerCore: 0,
      min: 0,
      tcpEstablishedTimeout: "0s",
      tcpCloseWaitTimeout: "0s",
    },
  };
}
