import { join } from "node:path";

import { buildCoreDns, buildKubernetes } from "./build.ts";
import { cachedFolder, cacheRoot } from "./cached-folder.ts";
import { goArchitecture } from "./go-architecture.ts";
import { readPinnedCoreDns, readPinnedVersions } from "./pinned-versions.ts";
import type { Progress } from "./progress.ts";

/**
 * The folder with etcd and all programs of Kubernetes, of the pinned versions, which are built where they are missing.
 *
 * @throws ClusterError `machine`, `go` or `build`
 */
export function builtPrograms(progress: Progress): Promise<string> {
  const versions = readPinnedVersions();
  const { kubernetes, etcd, fingerprint } = versions;
  return cachedFolder(
    {
      root: join(cacheRoot(), "control-plane"),
      name: `kubernetes-${kubernetes}-etcd-${etcd}-${goArchitecture()}-${fingerprint}`,
      make: (folder) => buildKubernetes(folder, versions, progress),
    },
    progress,
  );
}

/**
 * The path of CoreDNS of the pinned version, which is built where it is missing: apart from the
 * rest, since a control plane alone needs none.
 *
 * @throws ClusterError `machine`, `go` or `build`
 */
export async function builtCoreDns(progress: Progress): Promise<string> {
  const { version, fingerprint } = readPinnedCoreDns();
  const folder = await cachedFolder(
    {
      root: join(cacheRoot(), "coredns"),
      name: `coredns-${version}-${goArchitecture()}-${fingerprint}`,
      make: (unfinished) => buildCoreDns(unfinished, version, progress),
    },
    progress,
  );
  return join(folder, "coredns");
}
