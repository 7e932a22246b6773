import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { controlPlaneBinaries } from "../cluster/binaries/control-plane-binaries.ts";
import { type ControlPlane, startControlPlane } from "../cluster/control-plane.ts";
import { freePort } from "../cluster/servers/free-port.ts";
import { startCluster } from "../demo/cluster.ts";
import type { PodManifest } from "../demo/manifests.ts";
import { serviceRanges } from "../world/address-plan.ts";
import { type Place, placedCommand } from "../world/place.ts";
import type { World } from "../world/world.ts";
import { guardWorld } from "../world/world-guard.ts";
import { makeAgentToken, makeObserver, writeControllerAuthority } from "./identities.ts";
import { install } from "../deploy/installation.ts";
import { agentPlane, controllerPlane, type Plane } from "./planes.ts";
import { applySamples } from "./sample-objects.ts";
import { shellScript } from "./shell-script.ts";

/** How a cluster for development is to be. */
export interface DevClusterOptions {
  /** False: no nodes run, and no agent, for which one would have to be root. */
  readonly withAgent: boolean;
  /** Hears what happens. */
  readonly say: (line: string) => void;
}

/** A cluster for development, running. */
export interface DevCluster extends AsyncDisposable {
  /** A file for the shell, which makes kubectl and our own command line use this cluster. */
  readonly environmentFile: string;
  readonly planes: readonly Plane[];
}

/**
 * Starts a control plane with the samples of deploy/examples/one-machine, the controller, and where
 * wanted the nodes as network namespaces, with the agent on the first one.
 *
 * @throws and leaves nothing, where a part cannot be started
 */
export async function startDevCluster(options: DevClusterOptions): Promise<DevCluster> {
  const parts = new AsyncDisposableStack();
  try {
    const cluster = await start(options, parts);
    return { ...cluster, [Symbol.asyncDispose]: () => parts.disposeAsync() };
  } catch (error) {
    await parts.disposeAsync();
    throw error;
  }
}

async function start(
  { withAgent, say }: DevClusterOptions,
  parts: AsyncDisposableStack,
): Promise<Omit<DevCluster, keyof AsyncDisposable>> {
  say("Starting etcd, kube-apiserver and kube-controller-manager");
  const plane = parts.use(await startPlane());
  const { folder } = plane;
  say("Installing what deploy/base has for accounts and permissions, and the sample objects");
  const kubeconfig = await install(plane);
  const pods = await applySamples(plane);
  const observer = await makeObserver(folder);
  const surroundings = { folder, address: `127.0.0.1:${await freePort()}` };
  const run = async (program: Plane): Promise<Plane> => {
    say(`Starting ${program.name}, which logs to ${program.log}`);
    await parts.use(program).start();
    return program;
  };
  const rights = { kubeconfig, observers: observer.authority };
  const planes = [await run(controllerPlane(surroundings, rights))];
  const authority = await writeControllerAuthority(plane);
  if (withAgent) {
    say("Making the nodes and pods of network namespaces");
    const world = await startNodes(plane, pods, parts);
    const token = await makeAgentToken(plane, world.name);
    planes.push(await run(agentPlane(surroundings, world, { token, authority })));
  }
  const environmentFile = await writeEnvironment(plane, {
    LOCALREDIRECT_CONTROLLER: surroundings.address,
    LOCALREDIRECT_CA: authority,
    LOCALREDIRECT_CERT: observer.certificate,
    LOCALREDIRECT_KEY: observer.key,
  });
  return { environmentFile, planes };
}

function startPlane(): Promise<ControlPlane> {
  // Nobody renews the leases of these nodes, so their pods would be taken away.
  const off = "-node-lifecycle-controller,-pod-garbage-collector-controller";
  return startControlPlane({
    controllerManager: true,
    flags: { controllerManager: [`--controllers=*,${off}`] },
    serviceRanges: [serviceRanges.v4, serviceRanges.v6],
  });
}

async function startNodes(
  plane: ControlPlane,
  manifests: readonly PodManifest[],
  parts: AsyncDisposableStack,
): Promise<World> {
  const { world, pods } = await startCluster(manifests);
  const guard = guardWorld(world);
  parts.defer(() => guard.remove());
  await mkdir(programFolder(plane));
  for (const pod of pods.values()) await writeEntry(plane, pod.name, pod);
  return world;
}

function programFolder(plane: ControlPlane): string {
  return join(plane.folder, "bin");
}

/** A program `in-POD` that runs a command in that pod. */
async function writeEntry(plane: ControlPlane, pod: string, place: Place): Promise<void> {
  const script = shellScript(placedCommand(place, []));
  await writeFile(join(programFolder(plane), `in-${pod}`), script, { mode: 0o755 });
}

/** @param variables what our own command line needs to find the controller */
async function writeEnvironment(
  plane: ControlPlane,
  variables: Readonly<Record<string, string>>,
): Promise<string> {
  const { kubectl } = await controlPlaneBinaries();
  const PATH = [programFolder(plane), dirname(kubectl), "$PATH"].join(":");
  const all = { KUBECONFIG: plane.kubeconfig, ...variables, PATH };
  const lines = Object.entries(all).map(([name, value]) => `export ${name}="${value}"\n`);
  const path = join(plane.folder, "environment");
  await writeFile(path, lines.join(""));
  return path;
}
