import { buildImages } from "../images/build-images.ts";
import { type Cluster, startCluster } from "../nodes/cluster.ts";
import type { ClusterOptions } from "../nodes/cluster-options.ts";
import { installOnNodes } from "./node-installation.ts";

/**
 * Builds our images, starts a cluster of real nodes that have them and installs the overlay
 * `default`. Of what earlier builds left it takes what has not changed.
 *
 * @throws ImageError, ClusterError, and leaves nothing running
 */
export async function startInstalledCluster(options: ClusterOptions = {}): Promise<Cluster> {
  const images = await buildImages({
    builder: undefined,
    base: undefined,
    tag: "dev",
    cached: true,
    progress: (line) => {
      process.stderr.write(`images: ${line}\n`);
    },
  });
  const cluster = await startCluster({ ...options, images: images.map(({ file }) => file) });
  try {
    await installOnNodes(cluster, "default");
    return cluster;
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}
