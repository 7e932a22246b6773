import { Counter, Gauge } from "prom-client";
import type { Registry } from "prom-client";

/** What is counted of streams to other replicas. */
export interface PeerMetrics {
  /** Why they end: `closed`, what the other did wrong, or a gRPC status. */
  readonly streamEnds: Counter<"reason">;
}

/** What is looked up at each scrape. */
export interface PeerGauges {
  /** Other replicas that are known. */
  known(): number;
  /** Those that tell what they know. */
  heard(): number;
  /** Streams of those that are told. */
  told(): number;
  /** Nodes that they tell of; one that two tell of counts twice. */
  nodes(): number;
  /** The most that one of them has said, in redirects. */
  largestSize(): number;
}

const prefix = "localredirect_controller_";

/** Adds to a registry what is counted. */
export function createPeerMetrics(registry: Registry): PeerMetrics {
  const streamEnds = new Counter({
    name: `${prefix}peer_stream_ends_total`,
    help: "Streams to other replicas that have ended or did not come about, by the reason",
    labelNames: ["reason"],
    registers: [registry],
  });
  return { streamEnds };
}

/** Adds to a registry what is looked up. */
export function addPeerGauges(registry: Registry, gauges: PeerGauges): void {
  const add = (name: string, help: string, value: () => number): void => {
    new Gauge({
      name: `${prefix}${name}`,
      help,
      registers: [registry],
      collect() {
        this.set(value());
      },
    });
  };
  add("peers_known", "Other replicas that are known", () => gauges.known());
  add("peers_connected", "Other replicas that tell what their nodes hold", () => gauges.heard());
  add("peer_streams", "Other replicas that are told what nodes hold, 64 at most", () =>
    gauges.told(),
  );
  add("peer_nodes", "Nodes that other replicas tell of, one that two tell of twice", () =>
    gauges.nodes(),
  );
  add(
    "peer_redirects_max",
    "Redirects on all nodes that one other replica tells of, 2,000,000 at most: the largest number",
    () => gauges.largestSize(),
  );
}
