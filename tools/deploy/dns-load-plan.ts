/**
 * The ways in which a load asks:
 * - `connected`: over UDP, each time with a new socket that is connected, as resolvers do
 * - `unconnected`: over UDP, each time with a new socket that is not
 * - `kept`: over UDP, always with the same socket, which is not connected
 * - `tcp`: each time over a new connection
 */
export const loadWays = ["connected", "unconnected", "kept", "tcp"] as const;

/** One of them. */
export type LoadWay = (typeof loadWays)[number];

/** How the queries of a load are given up. */
export interface LoadPatience {
  /** How often a query is asked before it counts as lost. */
  readonly tries: number;
  /** How long each time waits for an answer, in milliseconds. */
  readonly patience: number;
}

/** What a load asks. */
export interface DnsLoadPlan extends LoadPatience {
  /** The addresses of the servers; each is asked in all ways. */
  readonly servers: readonly string[];
  /** Whose A record is asked for. */
  readonly name: string;
  /** Queries a second of each server. */
  readonly rates: Readonly<Record<LoadWay, number>>;
}

/** What became of the queries of one server in one way. */
export interface QueryTotals {
  readonly way: LoadWay;
  readonly server: string;
  readonly queries: number;
  /** How many times a query was asked once more. */
  readonly askedAgain: number;
  /** How many queries had no answer. */
  readonly lost: number;
  /** Why the first that had none at first had none; empty: all had one. */
  readonly firstError: string;
}
