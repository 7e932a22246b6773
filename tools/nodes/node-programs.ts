import { arch } from "node:os";
import { join } from "node:path";

import { builtCoreDns, builtPrograms } from "../cluster/binaries/built-programs.ts";
import { cachedFolder, cacheRoot } from "../cluster/binaries/cached-folder.ts";
import { unpackDebianPackages } from "../cluster/binaries/debian-packages.ts";
import type { Progress } from "../cluster/binaries/progress.ts";

/** The paths of all programs that run on nodes. */
export interface NodePrograms {
  readonly kubelet: string;
  readonly kubeProxy: string;
  /** Built of Go's own code only, so it runs in an image without any library. */
  readonly coreDns: string;
  readonly containerd: string;
  /** The client of containerd. */
  readonly ctr: string;
  readonly runc: string;
  /** The folder of the CNI plug-ins. */
  readonly cniPlugins: string;
  /** Statically linked. */
  readonly busybox: string;
}

/** What is of Debian, and only unpacked: see {@link unpackDebianPackages}. */
const packages = ["containerd", "runc", "containernetworking-plugins", "busybox-static"];

/**
 * Finds the programs of nodes: of Kubernetes and CoreDNS those of the pinned versions, the others
 * of Debian. What is missing is built or downloaded, once for each machine.
 *
 * @throws ClusterError `machine`, `go`, `build` or `debian`
 */
export async function findNodePrograms(progress: Progress): Promise<NodePrograms> {
  const kubernetes = await builtPrograms(progress);
  const coreDns = await builtCoreDns(progress);
  const debian = await cachedFolder(
    {
      root: join(cacheRoot(), "nodes"),
      name: `debian-${arch()}`,
      make: (folder) => {
        progress(`downloading Debian's ${packages.join(", ")} (36 MB)`);
        return unpackDebianPackages(folder, packages);
      },
    },
    progress,
  );
  return {
    kubelet: join(kubernetes, "kubelet"),
    kubeProxy: join(kubernetes, "kube-proxy"),
    coreDns,
    containerd: join(debian, "usr/bin/containerd"),
    ctr: join(debian, "usr/bin/ctr"),
    runc: join(debian, "usr/sbin/runc"),
    cniPlugins: join(debian, "usr/lib/cni"),
    busybox: join(debian, "bin/busybox"),
  };
}
