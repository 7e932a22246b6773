import { dirname } from "node:path";

import type { ApiClient } from "./api-client.ts";
import type { ControlPlaneBinaries } from "./binaries/control-plane-binaries.ts";
import { ClusterError } from "./cluster-error.ts";
import type { ControlPlaneAccess } from "./control-plane-access.ts";
import { serverAuthorityFile } from "./control-plane-files.ts";
import { type ControlPlaneOptions, defaultServiceRanges } from "./control-plane-options.ts";
import { startApiServer } from "./servers/api-server.ts";
import { startControllerManager } from "./servers/controller-manager.ts";
import { startEtcd } from "./servers/etcd.ts";
import { type RestartableServer, restartableServer } from "./servers/restartable-server.ts";
import { startScheduler } from "./servers/scheduler.ts";

/** The servers of one control plane, none of which runs yet. */
export interface ControlPlaneServers {
  readonly etcd: RestartableServer;
  readonly apiServer: RestartableServer;
  /** Undefined: not wanted. */
  readonly controllerManager: RestartableServer | undefined;
  /** Undefined: not wanted. */
  readonly scheduler: RestartableServer | undefined;
}

/** What the servers need to know of their control plane. */
export interface Surroundings {
  readonly binaries: ControlPlaneBinaries;
  readonly folder: string;
  readonly port: number;
  readonly access: ControlPlaneAccess;
}

/**
 * Plans the servers of a control plane.
 *
 * @throws ClusterError `assets` where a program is wanted and there is none
 */
export function planServers(
  surroundings: Surroundings,
  options: ControlPlaneOptions,
): ControlPlaneServers {
  const { binaries, folder, port, access } = surroundings;
  const entrance = options.network?.entrance;
  const etcd = restartableServer(() =>
    startEtcd({ program: binaries.etcd, folder, entrance, flags: options.flags?.etcd ?? [] }),
  );
  const apiServer = restartableServer(() =>
    startApiServer({
      program: binaries.kubeApiServer,
      folder,
      port,
      address: options.network?.address,
      entrance,
      serviceRanges: options.serviceRanges ?? defaultServiceRanges,
      flags: options.flags?.apiServer ?? [],
      // It calls itself ready a moment before it has made the first namespaces.
      isReady: () => allExist(access.admin, ["/readyz", "/api/v1/namespaces/default"]),
    }),
  );
  return {
    etcd,
    apiServer,
    controllerManager:
      options.controllerManager === true ? planControllerManager(surroundings, options) : undefined,
    scheduler: options.scheduler === true ? planScheduler(surroundings, options) : undefined,
  };
}

function planControllerManager(
  { binaries, folder, access }: Surroundings,
  options: ControlPlaneOptions,
): RestartableServer {
  const program = required(binaries, "kubeControllerManager", "kube-controller-manager");
  return restartableServer(async () =>
    startControllerManager({
      program,
      folder,
      entrance: options.network?.entrance,
      kubeconfig: await access.userKubeconfig("system:kube-controller-manager"),
      rootAuthority: serverAuthorityFile,
      flags: options.flags?.controllerManager ?? [],
      // What pods need first; it makes both in every namespace.
      isReady: () =>
        allExist(access.admin, [
          "/api/v1/namespaces/default/serviceaccounts/default",
          "/api/v1/namespaces/default/configmaps/kube-root-ca.crt",
        ]),
    }),
  );
}

function planScheduler(
  { binaries, folder, access }: Surroundings,
  options: ControlPlaneOptions,
): RestartableServer {
  const program = required(binaries, "kubeScheduler", "kube-scheduler");
  return restartableServer(async () =>
    startScheduler({
      program,
      folder,
      entrance: options.network?.entrance,
      kubeconfig: await access.userKubeconfig("system:kube-scheduler"),
      flags: options.flags?.scheduler ?? [],
    }),
  );
}

/** A program that not everybody's folder of programs has. */
function required(
  binaries: ControlPlaneBinaries,
  key: "kubeControllerManager" | "kubeScheduler",
  name: string,
): string {
  const program = binaries[key];
  if (program !== undefined) return program;
  throw new ClusterError(
    "assets",
    `${dirname(binaries.etcd)} has no ${name}; unset KUBEBUILDER_ASSETS to build one`,
  );
}

async function allExist(admin: ApiClient, paths: readonly string[]): Promise<boolean> {
  for (const path of paths) {
    if ((await admin.request({ method: "GET", path })).status !== 200) return false;
  }
  return true;
}
