import { type Cluster, startCluster } from "../nodes/cluster.ts";
import type { ClusterOptions } from "../nodes/cluster-options.ts";
import { installOnNodes } from "./node-installation.ts";
import { ourImages } from "./our-images.ts";

/**
 * Starts a cluster of real nodes that have our images, and installs the overlay `default`.
 *
 * @throws ImageError, ClusterError, and leaves nothing running
 */
export async function startInstalledCluster(options: ClusterOptions = {}): Promise<Cluster> {
  const cluster = await startCluster({ ...options, images: await ourImages() });
  try {
    await installOnNodes(cluster, "default");
    return cluster;
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}
