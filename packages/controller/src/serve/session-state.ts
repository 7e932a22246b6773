import type {
  AgentMessage,
  ControllerMessage,
  HelloMessage,
  RedirectId,
  Version,
  Watermark,
} from "@localredirect/types";

import type { IdentityRefusal, RefusalReason } from "../identity/identity-refusal.ts";
import type { NodeProgress, NodeTables } from "../node-tables.ts";
import type { PeerIdentity } from "./agent-identity.ts";
import type { BatchPlan } from "./batch-plan.ts";
import type { Ledger } from "./ledger.ts";
import type { MessageAllowance } from "./message-allowance.ts";

/** One agent's stream, from its opening to its end. */
export type Session =
  AwaitingHello | AwaitingSources | AwaitingInventory | Idle | InFlight | Draining | Ended;

/** Nothing has come yet. */
export interface AwaitingHello {
  readonly kind: "awaiting-hello";
  readonly heardAt: number;
}

/** What holds from Hello on. */
interface Welcomed {
  readonly hello: HelloMessage;
  /** When the agent said something last; times are milliseconds since 1970. */
  readonly heardAt: number;
  /** When we last sent a heartbeat. */
  readonly heartbeatAt: number;
  /** When an inventory was last asked for, so that a confused agent is not asked in a circle. */
  readonly inventoryAt: number | undefined;
  readonly allowance: MessageAllowance;
  /**
   * When the last good token of the agent expires, in milliseconds since 1970; undefined: it is
   * known by what does not expire within a stream.
   */
  readonly expiresAt: number | undefined;
  /** Of the last batch; 0: none was sent. */
  readonly nonce: number;
}

/** Our sources are not all listed, or are behind what the agent has seen: nothing may be said. */
export interface AwaitingSources extends Welcomed {
  readonly kind: "awaiting-sources";
}

/** The digests differ; the agent is listing what it holds. */
export interface AwaitingInventory extends Welcomed {
  readonly kind: "awaiting-inventory";
  readonly entries: ReadonlyMap<RedirectId, Version>;
}

/**
 * What the agent must still be told though nothing may differ: `word`: that this is all (after a
 * Hello, an inventory, the first part of a large change); `snapshot`: the whole table, not begun;
 * `snapshot-rest`: the rest of it.
 */
export type Owed = "nothing" | "word" | "snapshot" | "snapshot-rest";

/** What is known of the agent's table, and what it is owed. */
interface Following extends Welcomed {
  readonly ledger: Ledger;
  readonly owed: Owed;
  /** When the first event happened that the agent has not been sent yet; undefined: none known. */
  readonly causedAt: number | undefined;
  /** The agent holds exactly what is wanted, as far as we have looked. */
  readonly synced: boolean;
}

/** Nothing is on its way. */
export interface Idle extends Following {
  readonly kind: "idle";
}

/** One batch is on its way; what changes meanwhile waits in the table itself. */
export interface InFlight extends Following {
  readonly kind: "in-flight";
  readonly flight: Flight;
}

/** The agent has been asked to go; what it still acknowledges counts, nothing more is sent. */
export interface Draining extends Welcomed {
  readonly kind: "draining";
  /** The batch that was on its way, and what the agent held before it. */
  readonly pending: { readonly ledger: Ledger; readonly flight: Flight } | undefined;
  /** When it is cut off if the agent has not gone by itself. */
  readonly until: number;
}

/** The end; whatever comes is ignored. */
export interface Ended {
  readonly kind: "ended";
}

/** A batch that is not acknowledged. */
export interface Flight {
  readonly plan: BatchPlan;
  /** As NodeProgress has it; undefined where the stream's own beginning is the cause. */
  readonly causedAt: number | undefined;
}

/** What happens to a session. */
export type SessionInput =
  | { readonly kind: "message"; readonly message: AgentMessage }
  /** Bytes came that are no message. */
  | { readonly kind: "malformed"; readonly reason: string }
  /** The holder of the token that came last is known. */
  | { readonly kind: "renewed"; readonly peer: PeerIdentity }
  /** The token that came last is not good. */
  | { readonly kind: "refused"; readonly refusal: IdentityRefusal }
  /** The node's table, the sources or the stream's room may have changed. */
  | { readonly kind: "look" }
  /** Time has passed. */
  | { readonly kind: "tick" }
  | { readonly kind: "drain"; readonly reason: string; readonly delay: number };

/** What a session sees of the world when something happens to it. */
export interface SessionContext {
  /** In milliseconds since 1970. */
  readonly now: number;
  /** Since when this process has been able to hear anybody, in milliseconds since 1970. */
  readonly listeningSince: number;
  /** Whether the stream takes more without buffering it. */
  readonly writable: boolean;
  readonly tables: Pick<NodeTables, "ready" | "watermarks" | "table">;
  /** Who said Hello. */
  readonly peer: PeerIdentity;
  readonly settings: SessionSettings;
}

/** What is the same for all sessions of a server. */
export interface SessionSettings {
  /** Of this replica, for the agents' logs. */
  readonly controller: string;
  readonly controllerVersion: string;
  /** In milliseconds. */
  readonly heartbeatInterval: number;
}

/** Why a session was ended: the gRPC status codes that the proto file lists. */
export type EndCode =
  | "INVALID_ARGUMENT"
  | "UNAUTHENTICATED"
  | "PERMISSION_DENIED"
  | "FAILED_PRECONDITION"
  | "RESOURCE_EXHAUSTED"
  | "UNAVAILABLE";

/** What is new of a node; what is left out is as it was. */
export type ProgressChange = Partial<Omit<NodeProgress, "connected">>;

/** What a session wants done. */
export type SessionEffect =
  | { readonly kind: "send"; readonly message: ControllerMessage }
  | {
      readonly kind: "end";
      readonly code: EndCode;
      readonly details: string;
      /** Undefined: it has nothing to do with who the agent is. */
      readonly refused: RefusalReason | undefined;
    }
  /** A new token came: whose is it? Answered by `renewed` or `refused`. */
  | { readonly kind: "verify"; readonly token: string }
  /** Hello was accepted: the stream is this node's from now on. */
  | { readonly kind: "welcomed"; readonly node: string }
  | { readonly kind: "progress"; readonly change: ProgressChange }
  | {
      readonly kind: "acknowledged";
      readonly refused: number;
      /** From the cause to the kernel, in milliseconds; undefined: no change was completed. */
      readonly latency: number | undefined;
    }
  /** The agent has seen more of a source than we have read: it is told what. */
  | { readonly kind: "behind"; readonly seen: readonly Watermark[] }
  /** The agent's table is not what we took it for. */
  | { readonly kind: "diverged" };

/** What came of something that happened. */
export interface SessionStep {
  readonly session: Session;
  readonly effects: readonly SessionEffect[];
}
