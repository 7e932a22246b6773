import { randomUUID } from "node:crypto";

import type { Logger } from "@localredirect/process";

import type { NodeProgressBoard, NodeTables, ReplicaProgress } from "../node-tables.ts";
import type { IdentifyCall } from "../serve/call-identity.ts";
import { MergedBoard } from "./merged-board.ts";
import type { OpenPeer } from "./grpc-peers.ts";
import type { PeerDiscovery } from "./peer-address.ts";
import { PeerLinks } from "./peer-links.ts";
import type { PeerHearing } from "./peer-links.ts";
import type { PeerGauges, PeerMetrics } from "./peer-metrics.ts";
import { PeerService } from "./peer-service.ts";
import { peerTimes } from "./peer-times.ts";
import type { PeerTimes } from "./peer-times.ts";
import { Replicas } from "./replicas.ts";

/** What a replica deals with others by. */
export interface PeersOptions {
  /** What this replica knows itself. */
  readonly board: NodeProgressBoard<ReplicaProgress>;
  readonly tables: Pick<NodeTables, "table" | "onChange">;
  readonly open: OpenPeer;
  readonly discovery: PeerDiscovery;
  readonly identify: IdentifyCall;
  /** Of this replica, for logs. */
  readonly controller: string;
  readonly metrics: PeerMetrics;
  readonly logger: Logger;
  /** Shorter only where time is short, as in tests. */
  readonly times?: PeerTimes;
}

/** The other replicas: what they say, and what they are told. */
export interface Peers {
  /** What all replicas know of every node. */
  readonly board: NodeProgressBoard;
  /** Tells other replicas what this one knows. */
  readonly service: PeerService;
  readonly hearing: PeerHearing;
  readonly gauges: PeerGauges;
  /** Asks the other replicas, until the signal aborts. */
  run(signal: AbortSignal): Promise<void>;
}

/** Joins a replica to the others. */
export function joinPeers(options: PeersOptions): Peers {
  const { board, tables, open, discovery, identify, controller, metrics, logger } = options;
  const times = options.times ?? peerTimes;
  const instance = randomUUID();
  const replicas = new Replicas({
    ...{ own: instance, retention: times.retention, now: Date.now },
    table: (node) => tables.table(node),
  });
  const stopSharing = tables.onChange((nodes) => {
    replicas.shareTables(nodes);
  });
  const links = new PeerLinks({ open, replicas, times, metrics, logger });
  const service = new PeerService({
    ...{ board, identify, controller, instance, logger },
    gathering: times.gathering,
  });
  return {
    board: new MergedBoard(board, replicas),
    service,
    hearing: links,
    gauges: {
      known: () => links.known,
      heard: () => links.heard,
      told: () => service.size,
      nodes: () => replicas.nodeCount,
      largestSize: () => replicas.largestSize,
    },
    run: async (signal) => {
      await links.run(discovery, signal);
      stopSharing();
      replicas.close();
    },
  };
}
