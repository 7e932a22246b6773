import { firedLate } from "@localredirect/process";
import { decodeControllerMessage, WireError } from "@localredirect/types/tables";
import type { Watermark } from "@localredirect/types/tables";
import type { ControllerStream, OpenStream, StreamListener } from "./controller-stream.ts";
import type { KernelLane } from "./kernel-lane.ts";
import type { AgentFacts, SessionEffect, SessionInput } from "./session-events.ts";
import { isServed, startSession, step, wakeAt } from "./session.ts";
import type { Ended, Session } from "./session-state.ts";

/** What a session's owner hears of: the effects that are not the session's own business. */
export type SessionNews =
  /** The transport is there: call `greet` when no other stream changes the kernel. */
  | { readonly kind: "connected" }
  | Extract<SessionEffect, { kind: "welcomed" | "mismatch" | "move" }>
  | (Extract<SessionEffect, { kind: "acknowledged" }> & {
      /** How long the kernel took. */
      readonly seconds: number;
    })
  /** The last news. */
  | { readonly kind: "ended"; readonly end: Ended };

/** What a session works with. */
export interface SessionSurroundings {
  readonly address: string;
  readonly open: OpenStream;
  readonly lane: KernelLane;
  readonly onNews: (news: SessionNews) => void;
}

/** One stream with its machine and its timer. */
export class LiveSession {
  readonly address: string;
  readonly #lane: KernelLane;
  readonly #onNews: (news: SessionNews) => void;
  readonly #stream: ControllerStream;
  readonly #inputs: SessionInput[] = [];
  #session: Session = startSession(performance.now());
  #isStepping = false;
  #timer: { readonly at: number; readonly handle: NodeJS.Timeout } | undefined;
  #applySeconds = 0;

  constructor({ address, open, lane, onNews }: SessionSurroundings) {
    this.address = address;
    this.#lane = lane;
    this.#onNews = onNews;
    this.#stream = open(address, this.#listener());
    this.#arm();
  }

  /** Whether the controller serves us. */
  get isServed(): boolean {
    return isServed(this.#session);
  }

  /** When the controller was last heard, by performance.now; undefined: never. */
  get heardAt(): number | undefined {
    return isServed(this.#session) ? this.#session.link.heardAt : undefined;
  }

  /** Says Hello with what the kernel holds now. */
  greet(facts: AgentFacts, watermarks: readonly Watermark[]): void {
    this.#take({ kind: "connected", facts, watermarks });
  }

  /** Stops or goes on applying batches. */
  pause(paused: boolean): void {
    this.#take({ kind: "pause", paused });
  }

  /** Ends the stream; `ended` is heard before this returns. */
  leave(): void {
    this.#take({ kind: "end", cause: { kind: "left" } });
  }

  #listener(): StreamListener {
    return {
      connected: () => {
        this.#onNews({ kind: "connected" });
      },
      received: (bytes) => {
        this.#receive(bytes);
      },
      ended: (end) => {
        this.#take({ kind: "closed", ...end });
      },
    };
  }

  #receive(bytes: Uint8Array): void {
    try {
      const message = decodeControllerMessage(bytes);
      this.#take({ kind: "message", at: performance.now(), message });
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      this.#take({ kind: "end", cause: { kind: "violation", reason: error.message } });
    }
  }

  /** An effect may bring the next input at once, which must wait for its turn. */
  #take(input: SessionInput): void {
    this.#inputs.push(input);
    if (this.#isStepping) return;
    this.#isStepping = true;
    for (let next = this.#inputs.shift(); next !== undefined; next = this.#inputs.shift()) {
      this.#step(next);
    }
    this.#isStepping = false;
  }

  #step(input: SessionInput): void {
    const wasOver = this.#session.phase === "ended";
    const { session, effects } = step(this.#session, input, this.#lane.holding());
    this.#session = session;
    for (const effect of effects) this.#carryOut(effect);
    this.#arm();
    if (session.phase === "ended" && !wasOver) this.#onNews({ kind: "ended", end: session });
  }

  #carryOut(effect: SessionEffect): void {
    switch (effect.kind) {
      case "send":
        this.#stream.send(effect.message);
        break;
      case "reauthenticate":
        this.#stream.reauthenticate();
        break;
      case "apply":
        void this.#apply(effect);
        break;
      case "close":
        this.#stream.close();
        break;
      case "acknowledged":
        this.#onNews({ ...effect, seconds: this.#applySeconds });
        break;
      default:
        this.#onNews(effect);
    }
  }

  async #apply(effect: Extract<SessionEffect, { kind: "apply" }>): Promise<void> {
    try {
      const { result, seconds } = await this.#lane.apply(effect.delta, effect.completesTable);
      this.#applySeconds = seconds;
      this.#take({ kind: "applied", result, appliedAt: Date.now() });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#take({ kind: "end", cause: { kind: "kernel", reason } });
    }
  }

  /** One timer, set anew only when the session wants to be woken earlier than it would be. */
  #arm(): void {
    const at = wakeAt(this.#session);
    if (at !== undefined && this.#timer !== undefined && this.#timer.at <= at) return;
    clearTimeout(this.#timer?.handle);
    this.#timer = at === undefined ? undefined : { at, handle: this.#wakeUp(at) };
  }

  #wakeUp(at: number): NodeJS.Timeout {
    const now = performance.now();
    const due = Math.max(at, now);
    return setTimeout(
      () => {
        this.#timer = undefined;
        const firedAt = performance.now();
        this.#take({ kind: "tick", at: firedAt, late: firedLate(due, firedAt) });
      },
      Math.ceil(due - now),
    );
  }
}
