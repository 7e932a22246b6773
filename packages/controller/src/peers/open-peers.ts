import type { HeldCertificate, Logger } from "@localredirect/process";

import type { ControllerConfig } from "../config.ts";
import { controllerHost } from "../identity/authority/serving-names.ts";
import type { ConnectToCluster } from "../kubernetes-api/connect-to-cluster.ts";
import type { NodeProgressBoard, ReplicaProgress } from "../node-tables.ts";
import { callIdentity } from "../serve/call-identity.ts";
import { fixedPeers } from "./fixed-peers.ts";
import { grpcPeers } from "./grpc-peers.ts";
import type { OpenPeer } from "./grpc-peers.ts";
import type { PeerDiscovery } from "./peer-address.ts";
import { peerCredentials } from "./peer-credentials.ts";
import type { PeerMetrics } from "./peer-metrics.ts";
import { joinPeers } from "./peers.ts";
import type { Peers, PeersOptions } from "./peers.ts";
import { servicePeers } from "./service-peers.ts";

/** What dealing with other replicas needs beside the configuration. */
export interface PeersSurroundings {
  /** What this replica knows itself. */
  readonly board: NodeProgressBoard<ReplicaProgress>;
  readonly tables: PeersOptions["tables"];
  readonly connect: ConnectToCluster;
  /** The certificate that this replica makes itself; undefined: it has files, or no TLS. */
  readonly certificate: HeldCertificate | undefined;
  /** Of this replica, for logs. */
  readonly controller: string;
  readonly metrics: PeerMetrics;
  readonly logger: Logger;
}

/** Of what the controller is told, that which concerns other replicas. */
export type PeersPart = Pick<ControllerConfig, "peers" | "security" | "namespace" | "podIp">;

/**
 * Joins a replica to the others as the configuration says.
 *
 * @throws CertificateError when files cannot be used now
 */
export function openPeers(config: PeersPart, surroundings: PeersSurroundings): Peers {
  const { board, tables, controller, metrics, logger } = surroundings;
  return joinPeers({
    ...{ board, tables, controller, metrics, logger },
    open: openerOf(config, surroundings),
    discovery: discoveryOf(config, surroundings),
    identify: callIdentity(config.security),
  });
}

function openerOf(
  { peers, security, namespace }: PeersPart,
  { certificate, controller, logger }: PeersSurroundings,
): OpenPeer {
  if (peers.kind === "fixed" && peers.addresses.length === 0) return nobody;
  const credentials = peerCredentials(security, certificate, (reason) => {
    logger.error({ reason }, "changed certificates cannot be used for peers, the old ones stay");
  });
  // Slices have addresses, of which certificates need not know.
  const serverName = peers.kind === "service" ? controllerHost(namespace) : undefined;
  return grpcPeers({ credentials, serverName, controller });
}

function nobody(): never {
  throw new TypeError("There is no other replica to be asked");
}

function discoveryOf(
  { peers, podIp: ownIp }: PeersPart,
  { connect, logger }: PeersSurroundings,
): PeerDiscovery {
  return peers.kind === "service"
    ? servicePeers({ service: peers.service, ownIp, connect, logger })
    : fixedPeers(peers.addresses);
}
