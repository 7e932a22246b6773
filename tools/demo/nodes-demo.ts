import { buildImages } from "../images/build-images.ts";
import { type Cluster, startCluster } from "../nodes/cluster.ts";
import type { Narrator } from "./narrator.ts";
import * as story from "./nodes-story.ts";
import { UnexpectedError } from "./unexpected-error.ts";

/**
 * Tells the demo on a cluster of two real nodes: our images, our manifests, a DNS cache on each.
 *
 * @param keep stops once the caches answer, and leaves all of it running until Ctrl-C
 * @returns the exit code
 */
export async function performOnNodes(narrator: Narrator, keep: boolean): Promise<number> {
  const start = performance.now();
  narrator.say(
    `A cluster of two real nodes on this machine, each with a kubelet, a containerd and a kube-proxy
    in a network of its own without a way out. First its programs and our images are made, which
    takes minutes the first time.`,
  );
  const progress = (line: string): void => {
    console.error(`   ${line}`);
  };
  const images = await buildImages({
    ...{ builder: undefined, base: undefined, tag: "dev", cached: true },
    progress,
  });
  await using cluster = await startCluster({ images: images.map(({ file }) => file), progress });
  try {
    await tell({ cluster, narrator }, keep);
    const seconds = ((performance.now() - start) / 1_000).toFixed(0);
    console.log(`\nAll came out as said, in ${seconds} s. Everything is removed again.`);
    return 0;
  } catch (error) {
    const reason = error instanceof UnexpectedError ? error.message : error;
    console.error("\nThis did not come out as said:", reason);
    return 1;
  }
}

async function tell(scene: story.NodesScene, keep: boolean): Promise<void> {
  await story.beforeTheCaches(scene);
  await story.withTheCaches(scene);
  if (keep) await keepRunning(scene.cluster);
  await story.rolledUnderLoad(scene);
  await story.uninstalled(scene);
}

/** A signal ends this process, and with it the cluster. */
async function keepRunning({ plane, nodes, folder }: Cluster): Promise<never> {
  console.log(`
Everything runs until Ctrl-C. For example:
  export KUBECONFIG=${plane.kubeconfig}
  kubectl exec client-node-1 -- busybox nslookup kubernetes.default.svc.cluster.local
  ls ${folder}/*/*.log`);
  for (const { name, pid } of nodes) {
    console.log(`  nsenter --target ${pid} --net --mount --uts --ipc --pid bash   # into ${name}`);
  }
  return new Promise(() => {
    setInterval(() => undefined, 60_000);
  });
}
