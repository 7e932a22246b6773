import type { FrontendKey, Redirect, Version, Digest, Watermark } from "@localredirect/types";

/**
 * A redirect as the control plane keeps it: with what the wire computes from it, computed once. As
 * it is, it is also what a node that holds exactly this has applied.
 */
export interface CompiledRedirect extends AppliedRedirect {
  readonly redirect: Redirect;
}

/** The table that one node should have. A new value for every change; never written into. */
export interface CompiledTable {
  readonly redirects: ReadonlyMap<FrontendKey, CompiledRedirect>;
  readonly digest: Digest;
  /** When the event happened that changed it last, in milliseconds since 1970. */
  readonly causedAt: number;
}

/** What compile offers to serve: every node's table, and a word when one has changed. */
export interface NodeTables {
  /** False until every source has been listed once: nothing may be sent or removed before. */
  readonly ready: boolean;
  /** Nodes that the sources know, by name. */
  readonly nodes: ReadonlySet<string>;
  /** How far the sources had been read for what `table` returns now. */
  readonly watermarks: readonly Watermark[];
  /** An agent has seen this much of the sources, and more of one than `watermarks` says. */
  noteSeen(seen: readonly Watermark[]): void;
  /** An empty table for a node that no source knows. */
  table(node: string): CompiledTable;
  /**
   * Calls back, from the event loop's next turn at the latest, when a node's table or `ready` has
   * changed: level-triggered, look again. Returns how to stop.
   */
  onChange(listener: (nodes: ReadonlySet<string>) => void): () => void;
}

/** What serve knows of one node's kernel, as its agent has acknowledged it. */
export interface NodeProgress {
  readonly connected: boolean;
  /** In milliseconds since 1970; undefined: not connected. */
  readonly connectedAt: number | undefined;
  /** When the node last held exactly its wanted table, in milliseconds since 1970. */
  readonly syncedAt: number | undefined;
  readonly agentVersion: string | undefined;
  /** Undefined: not known. */
  readonly digest: Digest | undefined;
  /**
   * What the kernel holds by frontend: content and the policy's generation it was sent for (the
   * current one where the content was found equal on connecting). Kept when the agent goes.
   */
  readonly applied: ReadonlyMap<FrontendKey, AppliedRedirect>;
  readonly refused: ReadonlyMap<
    FrontendKey,
    { readonly version: Version; readonly message: string }
  >;
  readonly warnings: ReadonlyMap<FrontendKey, string>;
}

/** What one replica of the control plane knows of one node. */
export interface ReplicaProgress extends NodeProgress {
  /** Since when the node is connected to it, or not connected, in milliseconds since 1970. */
  readonly since: number;
  /**
   * When the agent last told it what the kernel holds, redirect by redirect, in milliseconds since
   * 1970. Undefined: never; what is said of the kernel counts for nothing then.
   */
  readonly toldAt: number | undefined;
}

/** One redirect that a node's kernel holds. */
export interface AppliedRedirect {
  /** Content hash; equal content has an equal version in every replica. */
  readonly version: Version;
  readonly policyUid: string;
  /** metadata.generation of the policy that this was compiled from. */
  readonly generation: number;
}

/** What is offered to status: what every node has acknowledged. */
export interface NodeProgressBoard<Progress extends NodeProgress = NodeProgress> {
  /** Nodes of which anything is known: connected now or before. */
  readonly progress: ReadonlyMap<string, Progress>;
  /** As NodeTables.onChange, for progress. */
  onChange(listener: (nodes: ReadonlySet<string>) => void): () => void;
}
