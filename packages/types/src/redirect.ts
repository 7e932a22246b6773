import type { Frontend, FrontendKey } from "./frontend.ts";

/** A pod by name and by identity. */
export interface PodReference {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
}

/** A ready pod that a frontend's connections may go to. */
export interface Backend {
  /** Canonical text, of the frontend's family. */
  readonly address: string;
  /** 1 to 65535. */
  readonly port: number;
  readonly pod: PodReference;
  /** The pod uses its node's network, so its address is the node's. */
  readonly hostNetwork: boolean;
}

/** A pod whose own traffic to the frontend is left alone, so that no loop arises. */
export interface Member {
  readonly pod: PodReference;
  readonly hostNetwork: boolean;
  /**
   * Texts of which the pod's cgroup folder holds one, with `-` or `_`: the uid, and for a static
   * pod its annotation `kubernetes.io/config.hash`.
   */
  readonly cgroupTokens: readonly string[];
}

/** The policy that a redirect comes from. */
export interface PolicyReference {
  readonly name: string;
  readonly uid: string;
  /** Id in kernel maps, counters and events: 1 to 4294967295. */
  readonly id: number;
}

/** What a policy asks of its redirects beyond frontends and backends. */
export interface RedirectOptions {
  /** Redirect also the traffic of the policy's own pods. */
  readonly redirectSelf: boolean;
  /** Redirects per second on a node; 0: no limit; undefined: the agent's default. */
  readonly qosLimit: number | undefined;
}

/** What a node's kernel does with connections and datagrams to one frontend. */
export interface Redirect {
  readonly frontend: Frontend;
  readonly policy: PolicyReference;
  readonly options: RedirectOptions;
  /** None: the frontend is known, its traffic passes. At most 256. */
  readonly backends: readonly Backend[];
  /** Every pod of the node that the policy selects, in any phase. */
  readonly members: readonly Member[];
}

/** All redirects of one node, by frontend. */
export type NodeTable = ReadonlyMap<FrontendKey, Redirect>;

/** What turns one table into another. */
export interface TableDelta {
  readonly upserts: readonly Redirect[];
  readonly removals: readonly Frontend[];
}
