import type { AgentMessage } from "@localredirect/types/tables";

/** One stream to a controller, as a transport offers it. */
export interface ControllerStream {
  /** Only after `connected`; passed over after the end. */
  send(message: AgentMessage): void;
  /** Sends a newer token if there is one; called from time to time once Hello is sent. */
  reauthenticate(): void;
  /** Gives the stream and its connection up; nothing is heard of it any more. */
  close(): void;
}

/** Who hears of a stream; never called before the stream was returned. */
export interface StreamListener {
  /** The transport is there; Hello may be sent. */
  connected(): void;
  /** A message came, still encoded. */
  received(bytes: Uint8Array): void;
  /** Over, or never connected. The last call. */
  ended(end: StreamEnd): void;
}

/** How a transport's stream ended. */
export interface StreamEnd {
  /** For people: the status and its text. */
  readonly reason: string;
  /** One side broke the protocol: the next attempt has to wait longer, whatever was served. */
  readonly broken: boolean;
}

/** Opens a stream to an address. Whatever goes wrong is told by `ended`. */
export type OpenStream = (address: string, listener: StreamListener) => ControllerStream;
