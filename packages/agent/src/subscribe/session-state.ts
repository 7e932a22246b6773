import type { BatchMessage, FrontendKey, RedirectId, Watermark } from "@localredirect/types/tables";
import type { StreamOutcome } from "./reconnect.ts";

/** One stream to a controller, from the agent's side. */
export type Session = Connecting | Greeting | Idle | Applying | Parked | Ended;

/** The phases in which a controller serves us. */
export type Served = Idle | Applying | Parked;

/** The transport is not there yet; nothing was sent. */
export interface Connecting {
  readonly phase: "connecting";
  /** When the attempt began, or the agent could run again after that, in milliseconds. */
  readonly since: number;
}

/** Hello is sent; until Welcome comes the controller may say nothing else. */
export interface Greeting {
  readonly phase: "greeting";
  /** As `Connecting.since`. */
  readonly since: number;
  readonly watermarks: readonly Watermark[];
}

/** Welcome came; a batch may come at any time. */
export interface Idle {
  readonly phase: "idle";
  readonly link: Link;
}

/** The kernel is being changed; another batch now would break the protocol. */
export interface Applying {
  readonly phase: "applying";
  readonly link: Link;
  readonly batch: BatchMessage;
}

/** Another stream is saying Hello, so the batch waits: two streams must not change one kernel. */
export interface Parked {
  readonly phase: "parked";
  readonly link: Link;
  readonly batch: BatchMessage;
}

/** Over. Nothing is sent or read any more. */
export interface Ended {
  readonly phase: "ended";
  readonly cause: EndCause;
  readonly outcome: StreamOutcome;
  /** When the controller was last heard, in milliseconds; undefined: it never welcomed us. */
  readonly heardAt: number | undefined;
}

/** What lasts through all phases in which a controller serves us. */
export interface Link {
  /** In milliseconds. */
  readonly heartbeatInterval: number;
  /** When the controller was last heard, in milliseconds. */
  readonly heardAt: number;
  /** Since when the agent has been able to hear the controller, in milliseconds. */
  readonly listeningSince: number;
  /** When the last heartbeat was sent, in milliseconds. */
  readonly beatAt: number;
  /** Of the last batch; 0 before the first. */
  readonly nonce: number;
  /** Batches that were applied. */
  readonly applied: number;
  /** Of the last batch that was applied, on this stream or one before. */
  readonly watermarks: readonly Watermark[];
  /** Undefined: no snapshot is being received. */
  readonly snapshot: Snapshot | undefined;
  /** The controller has asked us to leave. */
  readonly leaving: boolean;
  /** Another stream is saying Hello: batches are parked. */
  readonly paused: boolean;
}

/** A snapshot between its begin and its end. */
export interface Snapshot {
  /** Frontends that it has named so far; what is beyond them goes at its end. */
  readonly named: ReadonlySet<FrontendKey>;
  /** Redirects that it named though their content was invalid: an earlier version stays. */
  readonly spared: ReadonlySet<RedirectId>;
}

/** Why a stream is over. */
export type EndCause =
  /** The controller sent what it may not; `reason` says what. */
  | { readonly kind: "violation"; readonly reason: string }
  /** Nothing was heard for three heartbeat intervals. */
  | { readonly kind: "silence"; readonly milliseconds: number }
  /** No connection, or no Welcome, in time. */
  | { readonly kind: "no-welcome"; readonly milliseconds: number }
  /** The kernel could not be changed; what it holds now is told in the next Hello. */
  | { readonly kind: "kernel"; readonly reason: string }
  /** The transport or the controller ended it; `broken`: as one side broke the protocol. */
  | { readonly kind: "closed"; readonly reason: string; readonly broken: boolean }
  /** We left, for another stream or for good. */
  | { readonly kind: "left" };

/**
 * Longer than the 15 s that a controller on two cores may take to greet 5,000 agents that come at
 * once; in milliseconds.
 */
export const welcomeTimeout = 20_000;

/** Heartbeat intervals without a word after which a stream is given up (tables.proto). */
export const silentIntervals = 3;
