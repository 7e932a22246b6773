import { delimiter } from "node:path";

import { KubeConfig } from "@kubernetes/client-node";

import type { ClusterAccess } from "./cluster-access.ts";

/**
 * Access as $KUBECONFIG says, with whatever login its users have.
 *
 * @param kubeconfig - paths as in the variable
 * @throws {Error} when a file cannot be read, or names no cluster
 */
export function kubeconfigAccess(kubeconfig: string): ClusterAccess {
  const config = loadConfig(kubeconfig);
  const { server, proxyUrl } = config.getCurrentCluster() ?? {};
  if (server === undefined) throw new Error("The current context names no cluster");
  return {
    server,
    isProxied: proxyUrl !== undefined,
    apply: (options) => config.applyToHTTPSOptions(options),
  };
}

/** Unlike the library's default, neither ~/.kube/config nor localhost:8080: nobody meant those. */
function loadConfig(kubeconfig: string): KubeConfig {
  const config = new KubeConfig();
  const [first = "", ...others] = kubeconfig.split(delimiter).filter((path) => path !== "");
  config.loadFromFile(first);
  for (const path of others) {
    const other = new KubeConfig();
    other.loadFromFile(path);
    // Of several files, the first one that says it names the current context.
    config.mergeConfig(other, true);
  }
  return config;
}
