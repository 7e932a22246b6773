import { status } from "@grpc/grpc-js";
import type { ServerDuplexStream } from "@grpc/grpc-js";
import type { AgentMessage, ControllerMessage } from "@localredirect/types";

import type { NodeTables } from "../node-tables.ts";
import type { PeerIdentity } from "./agent-identity.ts";
import { openSession, step } from "./session.ts";
import type { Session, SessionEffect, SessionInput, SessionSettings } from "./session-state.ts";

/** What comes from an agent: a message, or bytes that are none, with the reason. */
export type Received = AgentMessage | { readonly kind: "malformed"; readonly reason: string };

/** The stream as grpc-js has it. */
export type AgentCall = ServerDuplexStream<Received, ControllerMessage>;

/** What a stream tells whoever keeps it. */
export interface StreamListener {
  /** All that concerns more than the stream itself. */
  effect(stream: AgentStream, effect: Exclude<SessionEffect, { kind: "end" }>): void;
  /** Once, at the end. `reason` as ControllerMetrics.streamEnds has it. */
  ended(stream: AgentStream, reason: string, details: string): void;
}

/** What a stream needs to know of the world. */
export interface StreamSurroundings {
  readonly tables: NodeTables;
  readonly settings: SessionSettings;
  readonly listener: StreamListener;
}

/** One agent's stream: feeds what happens to its session and does what that wants done. */
export class AgentStream {
  readonly #call: AgentCall;
  readonly #peer: PeerIdentity;
  readonly #surroundings: StreamSurroundings;
  #session: Session = openSession(Date.now());
  #isEnded = false;

  constructor(call: AgentCall, peer: PeerIdentity, surroundings: StreamSurroundings) {
    this.#call = call;
    this.#peer = peer;
    this.#surroundings = surroundings;
    call.on("data", (received: Received) => {
      this.feed(received.kind === "malformed" ? received : { kind: "message", message: received });
    });
    call.on("drain", () => {
      this.feed({ kind: "look" });
    });
    call.on("end", () => {
      this.#finish("closed", "The agent closed the stream");
      call.end();
    });
    call.on("cancelled", () => {
      this.#finish("cancelled", "The connection is gone, or a message was too large");
    });
    call.on("error", (error) => {
      this.#finish("cancelled", error.message);
    });
  }

  /** Where the agent connects from, for logs. */
  get peerAddress(): string {
    return this.#call.getPeer();
  }

  /** The node whose table this is; undefined before Hello. */
  get node(): string | undefined {
    return "hello" in this.#session ? this.#session.hello.node : undefined;
  }

  /** Lets something happen to the session. */
  feed(input: SessionInput): void {
    if (this.#isEnded) {
      return;
    }
    const { tables, settings } = this.#surroundings;
    const { session, effects } = step(this.#session, input, {
      now: Date.now(),
      writable: !this.#call.writableNeedDrain,
      tables,
      peer: this.#peer,
      settings,
    });
    this.#session = session;
    effects.forEach((effect) => {
      this.#perform(effect);
    });
  }

  /** Ends the stream from our side; the agent is to try again elsewhere. */
  close(details: string): void {
    if (!this.#isEnded) {
      this.#end("UNAVAILABLE", details);
    }
  }

  #perform(effect: SessionEffect): void {
    if (effect.kind === "end") {
      this.#end(effect.code, effect.details);
      return;
    }
    if (effect.kind === "send") {
      this.#call.write(effect.message);
    }
    this.#surroundings.listener.effect(this, effect);
  }

  #end(code: keyof typeof status, details: string): void {
    this.#finish(code.toLowerCase(), details);
    // grpc-js sends what was written, and then this status.
    this.#call.emit("error", Object.assign(new Error(details), { code: status[code], details }));
    this.#call.resume();
  }

  #finish(reason: string, details: string): void {
    if (!this.#isEnded) {
      this.#isEnded = true;
      this.#surroundings.listener.ended(this, reason, details);
    }
  }
}
