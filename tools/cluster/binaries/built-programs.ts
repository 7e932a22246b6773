import { join } from "node:path";

import { build } from "./build.ts";
import { cachedFolder, cacheRoot } from "./cached-folder.ts";
import { goArchitecture } from "./go-architecture.ts";
import { readPinnedVersions } from "./pinned-versions.ts";
import type { Progress } from "./progress.ts";

/**
 * The folder with the programs of the pinned versions, which are built where they are missing.
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
      make: (folder) => build(folder, versions, progress),
    },
    progress,
  );
}
