import { join } from "node:path";

import { ClusterError } from "../cluster-error.ts";
import { builtPrograms } from "./built-programs.ts";
import { isExecutable } from "./is-executable.ts";
import { printProgress, type Progress } from "./progress.ts";

/** The paths of a control plane's programs. */
export interface ControlPlaneBinaries {
  readonly etcd: string;
  readonly kubeApiServer: string;
  readonly kubectl: string;
  /** Undefined: $KUBEBUILDER_ASSETS has none. */
  readonly kubeControllerManager: string | undefined;
  /** Undefined: $KUBEBUILDER_ASSETS has none. */
  readonly kubeScheduler: string | undefined;
}

/**
 * The programs in $KUBEBUILDER_ASSETS where that is set, else those of the pinned versions, which
 * are built where they are missing (minutes, once for each machine).
 *
 * @throws ClusterError `assets`, `machine`, `go` or `build`
 */
export async function controlPlaneBinaries(
  progress: Progress = printProgress,
): Promise<ControlPlaneBinaries> {
  const assets = process.env["KUBEBUILDER_ASSETS"];
  if (assets !== undefined && assets !== "") return binariesIn(assets);
  return binariesIn(await builtPrograms(progress));
}

function binariesIn(folder: string): ControlPlaneBinaries {
  const paths = {
    etcd: join(folder, "etcd"),
    kubeApiServer: join(folder, "kube-apiserver"),
    kubectl: join(folder, "kubectl"),
  };
  const missing = Object.values(paths).filter((path) => !isExecutable(path));
  if (missing.length > 0) {
    throw new ClusterError(
      "assets",
      `Not a program: ${missing.join(", ")}; set KUBEBUILDER_ASSETS to a folder that has them, or unset it to build them`,
    );
  }
  const optional = (name: string) => {
    const path = join(folder, name);
    return isExecutable(path) ? path : undefined;
  };
  return {
    ...paths,
    kubeControllerManager: optional("kube-controller-manager"),
    kubeScheduler: optional("kube-scheduler"),
  };
}
