import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";

import { type ControlPlane, startControlPlane } from "../cluster/control-plane.ts";
import { jsonField } from "../cluster/json-field.ts";
import { freePort } from "../cluster/servers/free-port.ts";
import { install, namespace } from "../deploy/installation.ts";
import { makeAgentPod } from "../dev/identities.ts";
import { createPlane, type Plane } from "../dev/planes.ts";
import type { Pod } from "../world/pod.ts";
import { Relay } from "../world/relay.ts";
import { startWhoami } from "../world/whoami.ts";
import { createWorld, type World } from "../world/world.ts";
import type { Manifest } from "./manifest.ts";

/** A controller as deploy/ starts it, but for its addresses. */
export interface Replica extends Plane {
  readonly port: number;
}

/**
 * A real API server on which deploy/ is installed, two controllers as its ServiceAccount, and the
 * agent of a world's node behind what stands for the controllers' ClusterIP. Nothing is started but
 * the API server.
 */
export interface ClusterStage extends AsyncDisposable {
  readonly api: ControlPlane;
  readonly world: World;
  /** Asks; `local` is the pod on its node that policies lead to. */
  readonly app: Pod;
  /** Stands for the controllers' ClusterIP, and leads to the first of them. */
  readonly service: Relay;
  readonly replicas: readonly [Replica, Replica];
  readonly agent: Plane;
  /** What an agent's pod has mounted: not there at first. */
  readonly token: string;
  readonly authority: string;
  /** All that a program has logged. */
  log(plane: Plane): string;
}

const binaries = join(import.meta.dirname, "../../node_modules/.bin");

/** By which deploy/ has agents verify whom they are connected to. */
const serverName = `localredirect-controller.${namespace}.svc`;

/** @throws and leaves nothing, where a part cannot be made */
export async function createClusterStage(): Promise<ClusterStage> {
  const parts = new AsyncDisposableStack();
  try {
    const stage = await build(parts);
    return { ...stage, [Symbol.asyncDispose]: () => parts.disposeAsync() };
  } catch (error) {
    await parts.disposeAsync();
    throw error;
  }
}

async function build(
  parts: AsyncDisposableStack,
): Promise<Omit<ClusterStage, keyof AsyncDisposable>> {
  const api = parts.use(await startControlPlane());
  const kubeconfig = await install(api);
  const world = parts.adopt(await createWorld({ nodeName: "node-1" }), (made) => {
    made.close();
  });
  const replicas = [
    parts.use(await replica(api, "first", kubeconfig)),
    parts.use(await replica(api, "second", kubeconfig)),
  ] as const;
  const service = parts.adopt(await Relay.start(endpointOf(replicas[0])), (made) => made.close());
  const token = join(api.folder, "agent-token");
  const authority = join(api.folder, "agent-ca.crt");
  const agent = parts.use(agentPlane(world, api.folder, { token, authority, service }));
  for (const node of ["node-1", "node-2"]) {
    await addNode(api, node);
    await makeAgentPod(api, node);
  }
  const app = await world.addPod({ name: "app" });
  await addLocalPod(api, world);
  return {
    ...{ api, world, app, service, replicas, agent, token, authority },
    log: (plane) => readFileSync(plane.log, "utf8"),
  };
}

/** Where a replica serves, for the relay in front of it. */
export function endpointOf({ port }: Replica): { readonly host: string; readonly port: number } {
  return { host: "127.0.0.1", port };
}

async function replica(api: ControlPlane, name: string, kubeconfig: string): Promise<Replica> {
  const port = await freePort();
  const plane = createPlane(api.folder, {
    name: `controller-${name}`,
    program: join(binaries, "localredirect-controller"),
    parameters: [
      "--source=kubernetes",
      `--listen=127.0.0.1:${port}`,
      `--agent-service-account=${namespace}/localredirect-agent`,
      `--token-audience=${namespace}`,
      "--log-format=json",
    ],
    environment: {
      KUBECONFIG: kubeconfig,
      POD_NAME: `controller-${name}`,
      POD_NAMESPACE: namespace,
    },
  });
  return { ...plane, port };
}

/** Outside of the node's network, from which there is no way to the controllers. */
function agentPlane(
  world: World,
  folder: string,
  { token, authority, service }: Pick<ClusterStage, "token" | "authority" | "service">,
): Plane {
  return createPlane(folder, {
    name: "agent",
    program: join(binaries, "localredirect-agent"),
    parameters: [
      `--controller=tcp://127.0.0.1:${service.port}`,
      `--server-name=${serverName}`,
      `--token=${token}`,
      `--ca=${authority}`,
      `--node=${world.name}`,
      `--cgroup=${world.cgroup}`,
      `--pin=${join(world.folder, "bpf", "localredirect")}`,
      "--log-format=json",
    ],
  });
}

async function addNode(api: ControlPlane, name: string): Promise<void> {
  const node = { apiVersion: "v1", kind: "Node", metadata: { name } };
  await api.apply(node);
  const conditions = [{ type: "Ready", status: "True" }];
  await applyStatus(api, { ...node, status: { conditions } });
}

/** Makes the pod at the API server, which gives its uid, then in the world, which gives its address. */
async function addLocalPod(api: ControlPlane, world: World): Promise<void> {
  const name = "local";
  const head = { apiVersion: "v1", kind: "Pod", metadata: { name, namespace: "default" } };
  const spec = { nodeName: world.name, containers: [{ name, image: "none" }] };
  const account = { name: "default", namespace: "default" };
  await api.apply({ apiVersion: "v1", kind: "ServiceAccount", metadata: account });
  await api.apply({ ...head, metadata: { ...head.metadata, labels: { app: "local" } }, spec });
  const path = `/api/v1/namespaces/default/pods/${name}`;
  const uid = jsonField(await api.admin.expect({ method: "GET", path }), "metadata", "uid");
  const pod = await world.addPod({ name, uid: String(uid) });
  await startWhoami(pod, name, ["tcp:80"]);
  const podIPs = [{ ip: pod.addresses.v4 }, { ip: pod.addresses.v6 }];
  const conditions = [{ type: "Ready", status: "True" }];
  const status = { phase: "Running", podIP: pod.addresses.v4, podIPs, conditions };
  await applyStatus(api, { ...head, status });
}

/** Writes the status as a kubelet does, and nothing else. */
async function applyStatus(api: ControlPlane, manifest: Manifest): Promise<void> {
  const parameters = ["--server-side", "--subresource=status", "--field-manager=kubelet"];
  await api.kubectl(["apply", ...parameters, "-f", "-"], stringify(manifest));
}
