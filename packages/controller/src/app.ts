import { hostname } from "node:os";

import { formatListenAddress, startHttpEndpoint } from "@localredirect/process";
import type {
  HttpEndpoint,
  ListenAddress,
  Logger,
  MemorySettler,
  ProgramChecks,
} from "@localredirect/process";

import { LiveNodeTables } from "./compile/live-node-tables.ts";
import type { ControllerConfig } from "./config.ts";
import { controllerGauges } from "./gauges.ts";
import { openIdentity } from "./identity/open-identity.ts";
import type { ControllerIdentity } from "./identity/open-identity.ts";
import { clusterConnector } from "./kubernetes-api/connect-to-cluster.ts";
import type { ConnectToCluster } from "./kubernetes-api/connect-to-cluster.ts";
import { settleAtRest } from "./memory-at-rest.ts";
import { addControllerGauges, createControllerMetrics } from "./metrics.ts";
import type { ControllerMetrics } from "./metrics.ts";
import { openPeers } from "./peers/open-peers.ts";
import { addPeerGauges } from "./peers/peer-metrics.ts";
import type { Peers } from "./peers/peers.ts";
import { startReporting } from "./report/reporting.ts";
import type { Reporting } from "./report/reporting.ts";
import { LiveStatusSource } from "./report/status-source.ts";
import { callIdentity } from "./serve/call-identity.ts";
import { startGrpcServer } from "./serve/grpc-server.ts";
import type { GrpcServer } from "./serve/grpc-server.ts";
import { createObserveService } from "./serve/observe-service.ts";
import { ProgressBoard } from "./serve/progress-board.ts";
import { TableService } from "./serve/table-service.ts";
import { transportCredentials } from "./serve/transport-credentials.ts";
import { logSourceProblems } from "./source-problem-log.ts";
import { FilesSource } from "./sources/files/files-source.ts";
import { KubernetesSource } from "./sources/kubernetes/kubernetes-source.ts";
import type { SourceConfig } from "./source-config.ts";
import type { Source } from "./sources/source.ts";
import { LivePolicyStatusBoard } from "./status/live-policy-status-board.ts";

/** A controller at work. */
export interface Controller {
  /** Where agents are served, with the port that the kernel chose where 0 was asked for. */
  readonly address: ListenAddress;
  /** Where health and metrics are; undefined: nowhere. */
  readonly http: ListenAddress | undefined;
  /** Asks the agents to go, and ends everything in order. */
  stop(): Promise<void>;
}

/** What the program around it gives to a controller. */
export interface ControllerSurroundings {
  readonly logger: Logger;
  readonly version: string;
}

/** Short enough that a lost connection is noticed before its node counts as stale (30 s). */
const heartbeatInterval = 5000;

/**
 * How long agents have to go elsewhere when the controller stops, in milliseconds. Where there is
 * no other replica they cannot go, keep what they have, and come back by themselves.
 */
const drainPatience = 3000;

/** What agents and other replicas are told when the controller stops. */
const stopReason = "The controller stops";

/** How long calls may still take when the server closes, in milliseconds. */
const closePatience = 1000;

/** Everything that runs once it is built. */
interface Parts {
  readonly tables: LiveNodeTables;
  readonly policies: LivePolicyStatusBoard;
  readonly metrics: ControllerMetrics;
  readonly identity: ControllerIdentity;
  readonly service: TableService;
  readonly peers: Peers;
  readonly connect: ConnectToCluster;
  readonly settler: MemorySettler;
}

/**
 * Starts a controller: sources → state → compile → serve → status.
 *
 * @throws CertificateError, GrpcServerError, HttpEndpointError when it cannot listen
 */
export async function startController(
  config: ControllerConfig,
  surroundings: ControllerSurroundings,
): Promise<Controller> {
  const { logger } = surroundings;
  const parts = build(config, surroundings);
  const { tables } = parts;
  const server = await startServer(config, parts, logger).catch((error: unknown) => {
    close(parts);
    throw error;
  });
  const state = { isStopping: false };
  const http = await startHttp(config, parts, state).catch(async (error: unknown) => {
    close(parts);
    await server.close(0);
    throw error;
  });
  logger.info(
    {
      address: formatListenAddress(server.address),
      http: http === undefined ? undefined : formatListenAddress(http.address),
      tls: config.security.kind !== "plain",
    },
    "listening",
  );
  followReadiness(parts, server, logger);
  const abort = new AbortController();
  const running = Promise.all([tables.run(abort.signal), parts.peers.run(abort.signal)]);
  const reporting = startReports(config, parts, logger);
  return {
    address: server.address,
    http: http?.address,
    stop: async () => {
      state.isStopping = true;
      server.setServing(false);
      // Who leads next counts the agents that go.
      const stopped = reporting?.stop();
      await parts.service.drain(stopReason, drainPatience);
      // Not before: until then others hear which nodes have gone.
      parts.peers.service.close(stopReason);
      await stopped;
      await server.close(closePatience);
      abort.abort();
      await running;
      close(parts);
      await http?.close();
    },
  };
}

function build(config: ControllerConfig, { logger, version }: ControllerSurroundings): Parts {
  const connect = clusterConnector();
  const metrics = createControllerMetrics(version);
  const { registry } = metrics;
  const identity = openIdentity(config, {
    ...{ connect, logger, registry },
    metrics: metrics.identity,
  });
  const tables = new LiveNodeTables(config.sources.map((source) => openSource(source, connect)));
  const own = new ProgressBoard();
  const peers = openPeers(config, {
    ...{ board: own, tables, connect, logger, certificate: identity.certificate },
    controller: hostname(),
    metrics: metrics.peers,
  });
  const { board } = peers;
  const policies = new LivePolicyStatusBoard(tables, board);
  const service = new TableService({
    tables,
    board: own,
    settings: { controller: hostname(), controllerVersion: version, heartbeatInterval },
    metrics,
    identify: callIdentity(config.security),
    verify: identity.verify,
    logger,
  });
  addControllerGauges(registry, controllerGauges(tables, board, service));
  addPeerGauges(registry, peers.gauges);
  logSourceProblems(tables, logger);
  const settler = settleAtRest(own);
  return { tables, policies, metrics, identity, service, peers, connect, settler };
}

function openSource(source: SourceConfig, connect: ConnectToCluster): Source {
  return source.kind === "files" ? new FilesSource(source.folder) : new KubernetesSource(connect);
}

/** Undefined: no policy comes from a cluster's API. */
function startReports(
  { sources, namespace, podName = hostname() }: ControllerConfig,
  { tables, policies, metrics, peers, connect }: Parts,
  logger: Logger,
): Reporting | undefined {
  if (!sources.some(({ kind }) => kind === "kubernetes")) return undefined;
  return startReporting({
    connect,
    source: new LiveStatusSource(tables, policies, peers),
    namespace,
    replica: podName,
    metrics: metrics.report,
    logger,
  });
}

async function startServer(
  config: ControllerConfig,
  parts: Parts,
  logger: Logger,
): Promise<GrpcServer> {
  const { tables, policies, identity, service, peers } = parts;
  return startGrpcServer({
    address: config.listen,
    credentials: transportCredentials(config.security, identity.certificate, (reason) => {
      logger.error({ reason }, "changed certificates cannot be used, the old ones stay");
    }),
    tableService: service,
    observeService: createObserveService({
      ...{ tables, policies, board: peers.board },
      identify: callIdentity(config.security),
    }),
    peerService: peers.service,
  });
}

async function startHttp(
  config: ControllerConfig,
  { tables, metrics, identity }: Parts,
  state: { readonly isStopping: boolean },
): Promise<HttpEndpoint | undefined> {
  const checks: ProgramChecks = {
    live: {},
    ready: {
      sources: () => ({
        ok: tables.ready,
        message: tables.ready ? "" : "Not every source has been read to its end once",
      }),
      ...identity.checks,
      serving: () => ({ ok: !state.isStopping, message: state.isStopping ? "Stopping" : "" }),
    },
  };
  return config.http === undefined
    ? undefined
    : startHttpEndpoint({ address: config.http, registry: metrics.registry, checks });
}

/** gRPC health checks say the same as /readyz. */
function followReadiness({ tables, settler }: Parts, server: GrpcServer, logger: Logger): void {
  server.setServing(tables.ready);
  const stop = tables.onStep(() => {
    if (tables.ready) {
      stop();
      server.setServing(true);
      logger.info({ nodes: tables.nodes.size }, "sources listed");
      settler.started();
    }
  });
}

function close({ service, policies, identity, settler }: Parts): void {
  settler.close();
  identity.close();
  service.close();
  policies.close();
}
