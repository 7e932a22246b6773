import { credentials as grpcCredentials, Metadata } from "@grpc/grpc-js";
import type { ChannelCredentials, Client, ClientDuplexStream } from "@grpc/grpc-js";
import { createLogger, grpcClient, grpcTarget } from "@localredirect/process";
import type { HeldCertificate, ListenAddress, ServerTransport } from "@localredirect/process";
import { tableServiceDefinition } from "@localredirect/types";
import type { AgentMessage, ControllerMessage, PolicyStatus } from "@localredirect/types";

import { createControllerMetrics } from "../../metrics.ts";
import type { ControllerMetrics } from "../../metrics.ts";
import { fixedPeers } from "../../peers/fixed-peers.ts";
import { grpcPeers } from "../../peers/grpc-peers.ts";
import { joinPeers } from "../../peers/peers.ts";
import type { Peers } from "../../peers/peers.ts";
import { peerTimes } from "../../peers/peer-times.ts";
import type { PeerTimes } from "../../peers/peer-times.ts";
import { callIdentity } from "../call-identity.ts";
import type { VerifyToken } from "../identify-agent.ts";
import { transportCredentials } from "../transport-credentials.ts";
import { startGrpcServer } from "../grpc-server.ts";
import type { GrpcServer } from "../grpc-server.ts";
import { createObserveService } from "../observe-service.ts";
import { ProgressBoard } from "../progress-board.ts";
import { TableService } from "../table-service.ts";
import { FakeTables } from "./tables.ts";
import type { SimulatedAgent } from "./simulated-agent.ts";

/** A real server on tables that a test sets. */
export interface Serving {
  readonly tables: FakeTables;
  readonly board: ProgressBoard;
  readonly policies: PolicyStatus[];
  readonly metrics: ControllerMetrics;
  readonly service: TableService;
  readonly peers: Peers;
  readonly server: GrpcServer;
  /** A gRPC client; closed with everything else. `serverName`: as {@link grpcClient} has it. */
  client(credentials?: ChannelCredentials, serverName?: string): Client;
  stop(): Promise<void>;
}

export interface ServingOptions {
  readonly address?: ListenAddress;
  readonly security?: ServerTransport;
  readonly certificate?: HeldCertificate;
  readonly verify?: VerifyToken;
  readonly heartbeatInterval?: number;
  /** Where other replicas are. */
  readonly peers?: readonly ListenAddress[];
  /** By which those are known, and know this one. */
  readonly peerCredentials?: ChannelCredentials;
  readonly peerTimes?: Partial<PeerTimes>;
}

const logger = createLogger({ format: "json", level: "silent" });

export async function startServing(options: ServingOptions = {}): Promise<Serving> {
  const security = options.security ?? { kind: "plain" };
  const tables = new FakeTables();
  const board = new ProgressBoard();
  const policies: PolicyStatus[] = [];
  const metrics = createControllerMetrics("0.0.0-test");
  const identify = callIdentity(security);
  const heartbeatInterval = options.heartbeatInterval ?? 10_000;
  const settings = { controller: "test", controllerVersion: "0.0.0-test", heartbeatInterval };
  const { verify } = options;
  const service = new TableService({ tables, board, settings, metrics, identify, verify, logger });
  const peers = joinPeers({
    ...{ board, tables, identify, logger, controller: "test", metrics: metrics.peers },
    open: grpcPeers({
      credentials: options.peerCredentials ?? grpcCredentials.createInsecure(),
      ...{ controller: "test", serverName: undefined },
    }),
    discovery: fixedPeers(options.peers ?? []),
    times: { ...peerTimes, ...options.peerTimes },
  });
  const stop = new AbortController();
  const asking = peers.run(stop.signal);
  const server = await startGrpcServer({
    address: options.address ?? { kind: "tcp", host: "127.0.0.1", port: 0 },
    credentials: transportCredentials(security, options.certificate, (reason) => {
      throw new Error(reason);
    }),
    tableService: service,
    observeService: createObserveService({
      tables,
      board: peers.board,
      policies: { policies: () => policies },
      identify,
    }),
    peerService: peers.service,
  });
  const clients: Client[] = [];
  return {
    ...{ tables, board, policies, metrics, service, peers, server },
    client: (credentials = grpcCredentials.createInsecure(), serverName) => {
      // A subchannel of its own: otherwise clients of one address share a connection.
      const own = { "grpc.use_local_subchannel_pool": 1, serverName };
      const client = grpcClient(grpcTarget(server.address), credentials, own);
      clients.push(client);
      return client;
    },
    stop: async () => {
      clients.forEach((client) => {
        client.close();
      });
      peers.service.close("The test is over");
      stop.abort();
      await asking;
      service.close();
      await service.drain("The test is over", 0);
      await server.close(0);
    },
  };
}

/** What an agent's end of a stream has seen. */
export interface AgentEnd {
  readonly call: ClientDuplexStream<AgentMessage, ControllerMessage>;
  readonly received: ControllerMessage[];
  /** The status that the stream ended with, as `CODE: details`. */
  readonly ended: Promise<string>;
}

/** Opens a stream; the agent answers whatever comes. */
export function connectAgent(
  client: Client,
  agent: SimulatedAgent,
  metadata: Metadata = new Metadata(),
): AgentEnd {
  const { path, requestSerialize, responseDeserialize } = tableServiceDefinition.streamTable;
  const call = client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize, metadata);
  const received: ControllerMessage[] = [];
  call.on("data", (message: ControllerMessage) => {
    received.push(message);
    agent.receive(message).forEach((answer) => call.write(answer));
  });
  call.write(agent.hello());
  return { call, received, ended: endOf(call) };
}

/** How a stream ends. */
export function endOf(call: ClientDuplexStream<AgentMessage, ControllerMessage>): Promise<string> {
  return new Promise((resolve) => {
    call.on("error", (error) => {
      resolve(error.message);
    });
    call.on("status", ({ code, details }) => {
      resolve(`${code} ${details}`);
    });
  });
}
