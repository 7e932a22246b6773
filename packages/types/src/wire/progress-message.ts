import type { Digest } from "../digest.ts";
import type { FrontendKey } from "../frontend.ts";
import type { Version } from "../version.ts";

/** One replica asks another which node applied what. */
export interface StreamProgressRequest {
  /** The asking replica, for logs. */
  readonly controller: string;
}

/** What a replica says to another one. */
export type ProgressMessage = PeerWelcomeMessage | NodesProgressMessage;

/** First on a stream, and only once. */
export interface PeerWelcomeMessage {
  readonly kind: "welcome";
  /** The asked replica, for logs. */
  readonly controller: string;
  /** Of the process, chosen at random when it starts: who meets its own has met itself. */
  readonly instance: string;
}

/** Nodes of which something is new; at most 500. */
export interface NodesProgressMessage {
  readonly kind: "progress";
  readonly nodes: readonly NodeReport[];
  /** Every node has now been told once that the replica knew when the stream began. */
  readonly snapshotEnd: boolean;
}

/** What a replica knows of one node, or what of it has changed. */
export interface NodeReport {
  readonly node: string;
  /** Whether the node's agent is connected to the replica. */
  readonly connected: boolean;
  /** Since when it is connected, or not connected, in milliseconds since 1970. */
  readonly since: number;
  /**
   * When the agent last told what its kernel holds, redirect by redirect, in milliseconds since 1970.
   * Undefined: never; a node that is not connected either is to be forgotten.
   */
  readonly toldAt: number | undefined;
  /** When the node last held exactly what was wanted, in milliseconds since 1970. */
  readonly syncedAt: number | undefined;
  readonly agentVersion: string | undefined;
  /** Of what the kernel holds. Undefined: not known. */
  readonly digest: Digest | undefined;
  /** Forget what was said of the node before; else the rest is added to it. */
  readonly reset: boolean;
  /** Takes back what was said before of the same frontends, refusals and warnings too. */
  readonly applied: readonly ReportedRedirect[];
  /** What the kernel does not hold: counts before `applied`, and takes back as much. */
  readonly removed: readonly FrontendKey[];
  readonly refused: readonly ReportedRefusal[];
  readonly warnings: readonly ReportedWarning[];
  /** The next report goes on with this node; what was said so far counts with the last one. */
  readonly more: boolean;
}

/** A redirect that a node's kernel holds. */
export interface ReportedRedirect {
  readonly frontend: FrontendKey;
  readonly version: Version;
  readonly policyUid: string;
  /** metadata.generation of the policy that it was compiled from; 0: not known. */
  readonly generation: number;
}

/** A redirect that an agent would not take. */
export interface ReportedRefusal {
  readonly frontend: FrontendKey;
  readonly version: Version;
  /** For people; cut to 4 KiB when it is encoded. */
  readonly message: string;
}

/** What holds of a redirect though it is applied. */
export interface ReportedWarning {
  readonly frontend: FrontendKey;
  /** For people; cut to 4 KiB when it is encoded. */
  readonly message: string;
}
