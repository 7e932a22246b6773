import type { Digest } from "../digest.ts";
import type { Frontend } from "../frontend.ts";
import type { Redirect } from "../redirect.ts";
import type { RedirectId } from "../version.ts";
import type { Watermark } from "../watermark.ts";
import type { HeartbeatMessage } from "./heartbeat-message.ts";

/** What a controller says on an agent's stream. */
export type ControllerMessage =
  WelcomeMessage | InventoryRequestMessage | BatchMessage | HeartbeatMessage | DrainMessage;

/** Answers Hello. */
export interface WelcomeMessage {
  readonly kind: "welcome";
  /** The schema number to use, the greatest that both have. */
  readonly schema: number;
  /** Of this replica, for logs. */
  readonly controller: string;
  readonly controllerVersion: string;
  /**
   * How often each side sends a Heartbeat, in milliseconds. A side that has heard nothing for three
   * of them gives the stream up.
   */
  readonly heartbeatInterval: number;
}

/** Asks for Inventory messages. */
export interface InventoryRequestMessage {
  readonly kind: "inventory-request";
}

/** A change of the node's table; at most 500 redirects, a larger one is several batches in turn. */
export interface BatchMessage {
  readonly kind: "batch";
  /** Grows by one with each batch of a stream, from 1. */
  readonly nonce: number;
  readonly upserts: readonly Redirect[];
  /** Redirects that came and cannot be taken, to be refused one by one. Not encoded. */
  readonly invalid: readonly InvalidRedirect[];
  /** One that the agent lacks is no error. */
  readonly removals: readonly RedirectId[];
  /** This batch and those up to `snapshotEnd` hold the whole table. */
  readonly snapshotBegin: boolean;
  /** What the agent has beyond the snapshot goes once this batch is applied. */
  readonly snapshotEnd: boolean;
  /** Of the whole table after this batch. Undefined: more of this change follows. */
  readonly digest: Digest | undefined;
  /** How far the controller's sources had been read when this table was made. */
  readonly watermarks: readonly Watermark[];
  /** When the event happened that caused this change, in milliseconds since 1970. */
  readonly causedAt: number | undefined;
}

/** A redirect of a batch that is missing a field or out of bounds. */
export interface InvalidRedirect {
  /** Absent: its frontend cannot be read, so that not even a refusal can name it. */
  readonly id?: RedirectId;
  readonly frontend?: Frontend;
  /** The field and what is wrong with it. */
  readonly invalid: string;
}

/** Asks the agent to open a new stream, be served there, and then close this one. */
export interface DrainMessage {
  readonly kind: "drain";
  readonly reason: string;
  /** Not before this time has passed, in milliseconds. */
  readonly delay: number;
}
