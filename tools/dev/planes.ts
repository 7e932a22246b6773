import { join } from "node:path";

import { sendJson } from "../cluster/json-request.ts";
import {
  type RestartableServer,
  restartableServer,
} from "../cluster/servers/restartable-server.ts";
import { type ServerCommand, startServer } from "../cluster/servers/server-process.ts";
import type { World } from "../world/world.ts";
import type { AgentFiles } from "./identities.ts";
import { namespace } from "../deploy/installation.ts";

const binaries = join(import.meta.dirname, "../../node_modules/.bin");

/** A program of this checkout that runs. */
export interface Plane extends AsyncDisposable {
  readonly name: string;
  /** Its log, by its path. */
  readonly log: string;
  /** Where it serves health and metrics: a unix socket. */
  readonly http: string;
  /** Starts it and waits until it is ready. */
  start(): Promise<void>;
  /** Ends it in order; nothing where it does not run. */
  stop(): Promise<void>;
  /** Ends it as a crash would; nothing where it does not run. */
  kill(): Promise<void>;
}

/** What is the same for all programs. */
export interface PlaneSurroundings {
  /** For sockets and logs. */
  readonly folder: string;
  /** Where the controller serves and agents look for it, as in `--controller`. */
  readonly address: string;
}

/** Whom the controller is to the API server, and who may look on. */
export interface ControllerRights {
  readonly kubeconfig: string;
  /** The authority of observers' certificates, a file. */
  readonly observers: string;
}

/** The controller, not yet started. */
export function controllerPlane(
  { folder, address }: PlaneSurroundings,
  { kubeconfig, observers }: ControllerRights,
): Plane {
  return createPlane(folder, {
    name: "controller",
    program: join(binaries, "localredirect-controller"),
    parameters: [
      "--source=kubernetes",
      `--listen=${address}`,
      `--agent-service-account=${namespace}/localredirect-agent`,
      `--client-ca=${observers}`,
      "--log-format=text",
    ],
    environment: { KUBECONFIG: kubeconfig },
  });
}

/**
 * The agent of a world's node, not yet started; what it pins goes with the world. It stays outside
 * of the node's namespace, from which there is no way to the controller.
 */
export function agentPlane(
  { folder, address }: PlaneSurroundings,
  world: World,
  files: AgentFiles,
): Plane {
  return createPlane(folder, {
    name: `agent-${world.name}`,
    program: join(binaries, "localredirect-agent"),
    parameters: [
      `--controller=${address}`,
      `--token=${files.token}`,
      `--ca=${files.authority}`,
      `--server-name=localredirect-controller.${namespace}.svc`,
      `--node=${world.name}`,
      `--cgroup=${world.cgroup}`,
      `--pin=${join(world.folder, "bpf", "localredirect")}`,
      "--log-format=text",
    ],
  });
}

/** How a program is started; where its health is asked for is added. */
export type PlaneCommand = Omit<ServerCommand, "folder" | "isReady"> & { readonly name: string };

/** A program, not yet started; its log and its socket are in the folder. */
export function createPlane(folder: string, command: PlaneCommand): Plane {
  const http = httpSocket(folder, command.name);
  const server: RestartableServer = restartableServer(() =>
    startServer({
      ...command,
      parameters: [...command.parameters, `--http=unix:${http}`],
      folder,
      isReady: () => isReady(http),
    }),
  );
  return {
    name: command.name,
    log: join(folder, `${command.name}.log`),
    http,
    start: () => server.start(),
    stop: () => server.stop(),
    kill: () => server.kill(),
    [Symbol.asyncDispose]: () => server.kill(),
  };
}

async function isReady(socketPath: string): Promise<boolean> {
  const destination = { protocol: "http:", socketPath } as const;
  return (await sendJson(destination, { method: "GET", path: "/readyz" })).status === 200;
}

function httpSocket(folder: string, name: string): string {
  return join(folder, `${name}-http.sock`);
}
