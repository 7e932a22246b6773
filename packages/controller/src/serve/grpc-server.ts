import { createServer } from "node:net";
import type { Server as Listener } from "node:net";

import { logVerbosity, Server, setLogVerbosity } from "@grpc/grpc-js";
import type { ServerCredentials } from "@grpc/grpc-js";
import { HealthImplementation } from "grpc-health-check";
import { formatListenAddress, listen } from "@localredirect/process";
import type { ListenAddress } from "@localredirect/process";
import { observeServiceDefinition } from "@localredirect/types";

import { peerMethods } from "../peers/peer-service.ts";
import type { PeerService } from "../peers/peer-service.ts";
import type { ObserveService } from "./observe-service.ts";
import { addReflection } from "./reflection.ts";
import { tableMethods } from "./table-methods.ts";
import type { TableService } from "./table-service.ts";

/** What a server serves, where, and how it is protected. */
export interface GrpcServerOptions {
  readonly address: ListenAddress;
  readonly credentials: ServerCredentials;
  readonly tableService: TableService;
  readonly observeService: ObserveService;
  readonly peerService: PeerService;
}

/** A listening server. */
export interface GrpcServer {
  /** With the port that the kernel chose where 0 was asked for. */
  readonly address: ListenAddress;
  /** What gRPC health checks are told. */
  setServing(isServing: boolean): void;
  /** Takes no further connections, lets calls end, and cuts off what is left after `patience` ms. */
  close(patience: number): Promise<void>;
}

/** The server cannot listen; the message says where and why. */
export class GrpcServerError extends Error {
  override readonly name = "GrpcServerError";
}

/** An Ack with the most refusals and warnings that a batch can have, each as long as it may be. */
const longestMessage = 5 * 1024 * 1024;

/** An agent has one stream and an observer some calls; simulated agents share a connection. */
const streamsPerConnection = 128;

/** HTTP/2 pings find a connection whose other end is gone without a word, in milliseconds. */
const keepaliveTime = 30_000;
const keepaliveTimeout = 10_000;

/** The names that health checks may ask for; empty: the whole server. */
const services = [
  "",
  "localredirect.v1.TableService",
  "localredirect.v1.ObserveService",
  "localredirect.v1.PeerService",
];

/**
 * Serves TableService, ObserveService, PeerService, health checks and reflection.
 *
 * @throws GrpcServerError when it cannot
 */
export async function startGrpcServer(options: GrpcServerOptions): Promise<GrpcServer> {
  // It writes lines of its own to standard error; what fails is in our errors, and in our log.
  setLogVerbosity(logVerbosity.NONE);
  const server = new Server({
    "grpc.max_receive_message_length": longestMessage,
    "grpc.max_concurrent_streams": streamsPerConnection,
    "grpc.keepalive_time_ms": keepaliveTime,
    "grpc.keepalive_timeout_ms": keepaliveTimeout,
    // Nobody is served its bookkeeping, which costs each stream and message.
    "grpc.enable_channelz": 0,
  });
  const { tableService, observeService, peerService } = options;
  server.addService(tableMethods, { streamTable: tableService.streamTable });
  server.addService({ ...observeServiceDefinition }, { ...observeService });
  server.addService(peerMethods, { streamProgress: peerService.streamProgress });
  const health = new HealthImplementation();
  health.addToServer(server);
  addReflection(server);
  const listener = createListener(server, options.credentials);
  const address = await listenAt(listener, options.address);
  const setServing = (isServing: boolean): void => {
    services.forEach((name) => {
      health.setStatus(name, isServing ? "SERVING" : "NOT_SERVING");
    });
  };
  return { address, setServing, close: (patience) => close(listener, server, patience) };
}

/** A listener of our own, as that of gRPC has a short queue, and ends the process by its errors. */
function createListener(server: Server, credentials: ServerCredentials): Listener {
  const injector = server.createConnectionInjector(credentials);
  return createServer((connection) => {
    injector.injectConnection(connection);
  });
}

async function listenAt(listener: Listener, address: ListenAddress): Promise<ListenAddress> {
  try {
    const bound = await listen(listener, address);
    // Without a file descriptor left, say, connections wait until there is one.
    listener.on("error", () => undefined);
    return bound;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const where = formatListenAddress(address);
    throw new GrpcServerError(`Cannot listen on ${where}: ${reason}`, { cause: error });
  }
}

function close(listener: Listener, server: Server, patience: number): Promise<void> {
  listener.close();
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      server.forceShutdown();
    }, patience);
    server.tryShutdown(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
