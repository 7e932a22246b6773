import { controlPlaneBinaries } from "./binaries/control-plane-binaries.ts";
import { type ControlPlaneAccess, createAccess } from "./control-plane-access.ts";
import { createFolder, writeControlPlaneFiles } from "./control-plane-files.ts";
import type { ControlPlaneNetwork, ControlPlaneOptions } from "./control-plane-options.ts";
import { type ControlPlaneServers, planServers } from "./control-plane-servers.ts";
import { compactEtcd, type EtcdEntry, writeToEtcd } from "./servers/etcd.ts";
import { type FolderGuard, guardFolder } from "./servers/folder-guard.ts";
import { freePort } from "./servers/free-port.ts";
import type { RestartableServer } from "./servers/restartable-server.ts";

export type { EtcdEntry } from "./servers/etcd.ts";

/** A Kubernetes control plane of its own, on 127.0.0.1, that ends with this process at the latest. */
export interface ControlPlane extends ControlPlaneAccess, AsyncDisposable {
  /** Everything of it, the servers' logs (NAME.log) too. */
  readonly folder: string;
  /** Starts the API server again, with all that it held; nothing where it runs. */
  startApiServer(): Promise<void>;
  /** Ends the API server in order, by force after ten seconds. */
  stopApiServer(): Promise<void>;
  /** Ends the API server as a crash would. */
  killApiServer(): Promise<void>;
  /** Starts etcd again, with all that it held; nothing where it runs. */
  startEtcd(): Promise<void>;
  /** Ends etcd in order. The API server stays, and fails. */
  stopEtcd(): Promise<void>;
  /**
   * Makes etcd forget all but the newest revision, and returns that one. A list or watch that goes
   * on from an older one, having missed something, then gets 410, unless the API server still has
   * the events in its own cache: end and start it too, or have it run with `--watch-cache=false`.
   */
  compactEtcd(): Promise<string>;
  /**
   * Writes objects, as JSON, where the API server keeps them: past its checks and with what it would
   * complete, but a hundred thousand in seconds. `written` hears how many there are so far.
   */
  writeToEtcd(objects: Iterable<EtcdEntry>, written?: (count: number) => void): Promise<void>;
  /** The process ids of the servers that run. */
  processes(): readonly number[];
  /** Ends everything and removes the folder. May be called again. */
  stop(): Promise<void>;
}

/**
 * Starts a control plane. The first time on a machine this builds its programs, for minutes.
 *
 * @throws ClusterError and leaves nothing running or lying about
 */
export async function startControlPlane(options: ControlPlaneOptions = {}): Promise<ControlPlane> {
  const binaries = await controlPlaneBinaries(options.progress);
  const folder = await createFolder(options.folder);
  const guard = guardFolder(folder);
  try {
    const { network } = options;
    const port = network?.port ?? (await freePort());
    const authorities = await writeControlPlaneFiles(folder, addressesOf(network));
    const { kubectl } = binaries;
    const access = await createAccess({ folder, port, authorities, kubectl });
    const servers = planServers({ binaries, folder, port, access }, options);
    await startInOrder(servers);
    return assemble({ folder, guard, access, servers });
  } catch (error) {
    await guard.remove();
    throw error;
  }
}

interface Parts {
  readonly folder: string;
  readonly guard: FolderGuard;
  readonly access: ControlPlaneAccess;
  readonly servers: ControlPlaneServers;
}

function assemble({ folder, guard, access, servers }: Parts): ControlPlane {
  const { etcd, apiServer } = servers;
  const stop = async () => {
    await killAll(servers);
    await guard.remove();
  };
  return {
    ...access,
    folder,
    startApiServer: () => apiServer.start(),
    stopApiServer: () => apiServer.stop(),
    killApiServer: () => apiServer.kill(),
    startEtcd: () => etcd.start(),
    stopEtcd: () => etcd.stop(),
    compactEtcd: () => compactEtcd(folder),
    writeToEtcd: (objects, written = () => undefined) => writeToEtcd(folder, objects, written),
    processes: () => processesOf(servers),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function addressesOf(network: ControlPlaneNetwork | undefined): readonly string[] {
  return network === undefined ? [] : [network.address, ...network.certificateAddresses];
}

async function startInOrder(servers: ControlPlaneServers): Promise<void> {
  try {
    await servers.etcd.start();
    await servers.apiServer.start();
    await servers.controllerManager?.start();
    await servers.scheduler?.start();
  } catch (error) {
    await killAll(servers);
    throw error;
  }
}

/** Nothing that they would do in order is of use to anybody: their folder goes. */
async function killAll(servers: ControlPlaneServers): Promise<void> {
  await Promise.all(allOf(servers).map((server) => server.kill()));
}

function processesOf(servers: ControlPlaneServers): number[] {
  return allOf(servers)
    .map((server) => server.pid())
    .filter((pid) => pid !== undefined);
}

function allOf(servers: ControlPlaneServers): readonly RestartableServer[] {
  const { scheduler, controllerManager, apiServer, etcd } = servers;
  return [scheduler, controllerManager, apiServer, etcd].filter((server) => server !== undefined);
}
