import type { Digest } from "../digest.ts";
import type { Frontend } from "../frontend.ts";
import type { Redirect } from "../redirect.ts";

/** Asks for every node that the sources know or that an agent is connected for. */
export type ListNodesRequest = Readonly<Record<string, never>>;

/** The nodes by name. */
export interface ListNodesResponse {
  readonly nodes: readonly NodeStatus[];
}

/**
 * How far a node is: `synced`: its kernel holds what is wanted; `pending`: a change is on its way;
 * `stale`: connected, and behind for more than 30 s, or something was refused; `offline`: no agent
 * is connected; `unknown`: a state that a newer control plane gave and we do not know.
 */
export type NodeState = "synced" | "pending" | "stale" | "offline" | "unknown";

/** What the control plane knows of one node. */
export interface NodeStatus {
  readonly name: string;
  readonly state: NodeState;
  readonly redirectsWanted: number;
  readonly redirectsApplied: number;
  readonly digestWanted: Digest;
  /** Undefined: not known. */
  readonly digestApplied: Digest | undefined;
  /** Empty: not known. */
  readonly agentVersion: string;
  /** Of the agent's stream, in milliseconds since 1970. Undefined: not connected. */
  readonly connectedAt: number | undefined;
  /** When the node last held exactly what was wanted, in milliseconds since 1970. */
  readonly syncedAt: number | undefined;
  readonly refused: readonly RedirectProblem[];
  readonly warnings: readonly RedirectProblem[];
}

/** Why a node does not hold a redirect, or what holds of it though it does. */
export interface RedirectProblem {
  readonly frontend: Frontend;
  /** The policy's name. */
  readonly policy: string;
  /** For people; cut to 4 KiB when it is encoded. */
  readonly message: string;
}

/** Asks for the table of one node as the controller wants it. */
export interface GetTableRequest {
  readonly node: string;
}

/** The table of one node, by frontend: address, port, protocol. */
export interface GetTableResponse {
  readonly node: string;
  readonly digest: Digest;
  readonly redirects: readonly Redirect[];
}

/** Asks for every policy with its status, invalid ones too. */
export type ListPoliciesRequest = Readonly<Record<string, never>>;

/** The policies by name. */
export interface ListPoliciesResponse {
  readonly policies: readonly PolicyStatus[];
}

/** What the control plane says of one policy. */
export interface PolicyStatus {
  readonly name: string;
  readonly uid: string;
  /** 0: not known. */
  readonly generation: number;
  readonly enabled: boolean;
  /** As a person would write it: `default/http-server-v4` or `169.254.0.90`. */
  readonly frontend: string;
  /** Undefined: none. */
  readonly serviceId: number | undefined;
  readonly conditions: readonly ObservedCondition[];
  readonly nodesWanted: number;
  readonly nodesProgrammed: number;
  /** Distinct ready pods on wanted nodes. */
  readonly backends: number;
  /** Where the manifest stands, with a files source: FILE:LINE; else empty. */
  readonly origin: string;
}

/** A condition's status, as in Kubernetes. */
export type ConditionStatus = "True" | "False" | "Unknown";

/**
 * A condition as it is read from another program, which may be newer: its type and reason can be
 * any. What we write ourselves is a Condition, of closed lists.
 */
export interface ObservedCondition {
  readonly type: string;
  readonly status: ConditionStatus;
  readonly reason: string;
  /** For people; cut to 4 KiB when it is encoded. */
  readonly message: string;
  /** metadata.generation that this was said of. */
  readonly observedGeneration: number;
  /** When `status` changed last, in milliseconds since 1970. */
  readonly lastTransitionTime: number | undefined;
}
