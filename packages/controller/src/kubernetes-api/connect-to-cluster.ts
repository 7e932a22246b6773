import type { ApiConnection } from "./api-connection.ts";
import type { ApiWriter } from "./api-writer.ts";

/** All that one API server is used for. */
export type ClusterApi = ApiConnection & ApiWriter;

/** Gives the way to the API: the same each time, for all who use it. */
export type ConnectToCluster = () => Promise<ClusterApi>;

/** The way to the API of $KUBECONFIG's cluster or of the one that this pod runs in. */
export function clusterConnector(): ConnectToCluster {
  let connecting: Promise<ClusterApi> | undefined;
  return () => (connecting ??= connect());
}

/** Who reads files only never loads what it takes to talk to an API. */
async function connect(): Promise<ClusterApi> {
  const { ClusterConnection, defaultClusterOptions } = await import("./cluster-connection.ts");
  return new ClusterConnection(defaultClusterOptions());
}
