import { status } from "@grpc/grpc-js";
import type { ServerDuplexStream } from "@grpc/grpc-js";
import type { AgentMessage, ControllerMessage } from "@localredirect/types";

import type { NodeTables } from "../node-tables.ts";
import type { RefusalReason } from "../identity/identity-refusal.ts";
import type { PeerIdentity } from "./agent-identity.ts";
import type { Attention } from "./attention.ts";
import type { Identification, VerifyToken } from "./identify-agent.ts";
import { openSession, step } from "./session.ts";
import type { Session, SessionEffect, SessionInput, SessionSettings } from "./session-state.ts";
import { TokenRenewal } from "./token-renewal.ts";

/** What comes from an agent: a message, or bytes that are none, with the reason. */
export type Received = AgentMessage | { readonly kind: "malformed"; readonly reason: string };

/** The stream as grpc-js has it. */
export type AgentCall = ServerDuplexStream<Received, ControllerMessage>;

/** How a stream ended. */
export interface StreamEnd {
  /** As ControllerMetrics.streamEnds has it. */
  readonly reason: string;
  /** For people. */
  readonly details: string;
  /** Undefined: it had nothing to do with who the agent is. */
  readonly refused: RefusalReason | undefined;
}

/** What of a session's effects concerns more than the stream itself. */
export type SharedEffect = Exclude<SessionEffect, { kind: "end" | "verify" }>;

/** What a stream tells whoever keeps it. */
export interface StreamListener {
  effect(stream: AgentStream, effect: SharedEffect): void;
  /** Once, at the end. */
  ended(stream: AgentStream, end: StreamEnd): void;
}

/** What a stream needs to know of the world. */
export interface StreamSurroundings {
  readonly tables: NodeTables;
  readonly settings: SessionSettings;
  /** Undefined: nobody can verify tokens here, and nobody is known by one. */
  readonly verify: VerifyToken | undefined;
  readonly attention: Pick<Attention, "since">;
  readonly listener: StreamListener;
}

/** One value for thousands of streams, each of which has it every second. */
const tick: SessionInput = { kind: "tick" };

/** One agent's stream: feeds what happens to its session and does what that wants done. */
export class AgentStream {
  readonly #call: AgentCall;
  readonly #renewal: TokenRenewal | undefined;
  readonly #surroundings: StreamSurroundings;
  #peer: PeerIdentity = { kind: "anonymous" };
  #session: Session = openSession(Date.now());
  #isIdentified = false;
  #isEnded = false;

  constructor(call: AgentCall, surroundings: StreamSurroundings) {
    this.#call = call;
    this.#surroundings = surroundings;
    const { verify } = surroundings;
    this.#renewal =
      verify === undefined
        ? undefined
        : new TokenRenewal(verify, (verdict) => {
            this.feed(
              verdict.ok ? { kind: "renewed", ...verdict } : { kind: "refused", ...verdict },
            );
          });
    call.on("drain", () => {
      this.feed({ kind: "look" });
    });
    call.on("cancelled", () => {
      const details = "The connection is gone, or a message was too large";
      this.#finish({ reason: "cancelled", details });
    });
    call.on("error", (error) => {
      this.#finish({ reason: "cancelled", details: error.message });
    });
  }

  /** Nothing is read of a stream before it is known who is at its other end. */
  async identify(identification: Identification | Promise<Identification>): Promise<void> {
    const identified = identification instanceof Promise ? await identification : identification;
    if (this.#isEnded) return;
    if (!identified.ok) {
      this.feed({ kind: "refused", refusal: identified.refusal });
      return;
    }
    this.#peer = identified.peer;
    this.#isIdentified = true;
    // It could not be heard until now, however long others' tokens came before its own.
    this.#session = openSession(Date.now());
    this.#call.on("data", (received: Received) => {
      this.feed(received.kind === "malformed" ? received : { kind: "message", message: received });
    });
    this.#call.on("end", () => {
      this.#finish({ reason: "closed", details: "The agent closed the stream" });
      this.#call.end();
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

  /** Some time has passed. */
  tick(): void {
    if (this.#isIdentified) this.feed(tick);
  }

  /** Lets something happen to the session. */
  feed(input: SessionInput): void {
    if (this.#isEnded) {
      return;
    }
    const { tables, settings, attention } = this.#surroundings;
    const { session, effects } = step(this.#session, input, {
      now: Date.now(),
      listeningSince: attention.since,
      writable: !this.#call.writableNeedDrain,
      tables,
      peer: this.#peer,
      settings,
    });
    this.#session = session;
    for (const effect of effects) this.#perform(effect);
  }

  /** Ends the stream from our side; the agent is to try again elsewhere. */
  close(details: string): void {
    if (!this.#isEnded) {
      this.#end({ code: "UNAVAILABLE", details, refused: undefined });
    }
  }

  #perform(effect: SessionEffect): void {
    switch (effect.kind) {
      case "end":
        this.#end(effect);
        return;
      case "verify":
        this.#renewal?.renew(effect.token);
        return;
      case "send":
        this.#call.write(effect.message);
    }
    this.#surroundings.listener.effect(this, effect);
  }

  #end({ code, details, refused }: Omit<Extract<SessionEffect, { kind: "end" }>, "kind">): void {
    this.#finish({ reason: code.toLowerCase(), details, refused });
    // grpc-js sends what was written, and then this status.
    this.#call.emit("error", Object.assign(new Error(details), { code: status[code], details }));
    this.#call.resume();
  }

  #finish(end: Omit<StreamEnd, "refused"> & Partial<Pick<StreamEnd, "refused">>): void {
    if (!this.#isEnded) {
      this.#isEnded = true;
      this.#renewal?.close();
      this.#surroundings.listener.ended(this, { refused: undefined, ...end });
    }
  }
}
