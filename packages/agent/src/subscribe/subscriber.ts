import { fullJitter } from "@localredirect/process";
import type { Watermark } from "@localredirect/types/tables";
import type { OpenStream } from "./controller-stream.ts";
import type { KernelLane } from "./kernel-lane.ts";
import { LiveSession } from "./live-session.ts";
import type { SessionNews } from "./live-session.ts";
import { failuresAfter } from "./reconnect.ts";
import { nextAddress, startRotation } from "./rotation.ts";
import type { Rotation } from "./rotation.ts";
import type { AgentFacts } from "./session-events.ts";
import type { Ended } from "./session-state.ts";
import type { SubscriberEvent } from "./subscriber-events.ts";

/** What a subscriber works with. */
export interface SubscriberOptions {
  /** Of controllers, as the transport takes them; at least one. */
  readonly addresses: readonly string[];
  readonly facts: AgentFacts;
  readonly open: OpenStream;
  readonly lane: KernelLane;
  readonly onEvent: (event: SubscriberEvent) => void;
}

type News<Kind extends SessionNews["kind"]> = Extract<SessionNews, { kind: Kind }>;

/**
 * The shortest time between two moves, in milliseconds. Two agents that run under one node's name
 * drain each other; they would do so as fast as connections can be made.
 */
const shortestStay = 5_000;

/** The longest that setTimeout can wait, in milliseconds. */
const longestTimer = 2 ** 31 - 1;

/**
 * Keeps one stream to one of the controllers, for ever: after an end the next controller is tried
 * after a random wait; after a Drain the next stream is served before the old one is closed. What
 * the kernel holds is changed by batches only.
 */
export class Subscriber {
  readonly #options: SubscriberOptions;
  #rotation: Rotation;
  /** The stream that serves us, or the attempt at one. */
  #current: LiveSession | undefined;
  /** After a Drain, the stream that is to take its place. */
  #successor: LiveSession | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** In a row. */
  #failures = 0;
  #movedAt = -Infinity;
  #heardAt: number | undefined;
  #watermarks: readonly Watermark[] = [];
  #isStopped = false;

  /** Begins with the first attempt at once. */
  constructor(options: SubscriberOptions) {
    this.#options = options;
    this.#rotation = startRotation(options.addresses);
    this.#current = this.#open(undefined);
  }

  /** Whether a controller serves us now. */
  get isServed(): boolean {
    return this.#current?.isServed ?? false;
  }

  /** When a controller was last heard, by performance.now; undefined: never. */
  get heardAt(): number | undefined {
    return this.#current?.heardAt ?? this.#heardAt;
  }

  /** Leaves the controller for good. Resolves once the kernel is not being changed any more. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    this.#successor?.leave();
    this.#current?.leave();
    await this.#options.lane.idle();
  }

  #open(avoid: string | undefined): LiveSession {
    const { address, rotation } = nextAddress(this.#rotation, avoid, Math.random);
    this.#rotation = rotation;
    const { open, lane } = this.#options;
    const session: LiveSession = new LiveSession({
      ...{ address, open, lane },
      onNews: (news) => {
        this.#hear(session, news);
      },
    });
    return session;
  }

  #hear(session: LiveSession, news: SessionNews): void {
    switch (news.kind) {
      case "connected":
        void this.#greet(session);
        break;
      case "welcomed":
        this.#welcomed(session, news);
        break;
      case "acknowledged":
        this.#watermarks = news.watermarks;
        this.#options.onEvent({ ...news, kind: "applied" });
        break;
      case "mismatch":
        this.#options.onEvent(news);
        break;
      case "move":
        this.#move(session, news);
        break;
      case "ended":
        this.#ended(session, news.end);
    }
  }

  /** Only once no other stream changes the kernel: Hello says what it holds. */
  async #greet(session: LiveSession): Promise<void> {
    if (session === this.#successor) this.#current?.pause(true);
    await this.#options.lane.idle();
    session.greet(this.#options.facts, this.#watermarks);
  }

  #welcomed(session: LiveSession, { welcome }: News<"welcomed">): void {
    if (session === this.#successor) {
      const before = this.#current;
      this.#current = session;
      this.#successor = undefined;
      before?.leave();
    }
    const { controller, controllerVersion } = welcome;
    const { address } = session;
    this.#options.onEvent({ kind: "served", address, controller, controllerVersion });
  }

  #move(session: LiveSession, { reason, delay: asked }: News<"move">): void {
    const stay = this.#movedAt + shortestStay - performance.now();
    const delay = Math.min(Math.max(asked, stay, 0), longestTimer);
    this.#options.onEvent({ kind: "moving", address: session.address, reason, delay });
    this.#moveAfter(delay);
  }

  #moveAfter(delay: number): void {
    this.#after(delay, () => {
      this.#movedAt = performance.now();
      this.#successor = this.#open(this.#current?.address);
    });
  }

  #ended(session: LiveSession, end: Ended): void {
    if (session === this.#successor) this.#successorEnded(session, end);
    else if (session === this.#current) this.#currentEnded(session, end);
    else this.#tell(session, end, undefined);
  }

  /** The controller that asked to be left serves on until a later attempt succeeds. */
  #successorEnded(session: LiveSession, end: Ended): void {
    this.#successor = undefined;
    const retryIn = this.#nextWait(end);
    this.#tell(session, end, retryIn);
    this.#current?.pause(false);
    if (retryIn !== undefined) this.#moveAfter(retryIn);
  }

  #currentEnded(session: LiveSession, end: Ended): void {
    this.#current = this.#successor;
    this.#successor = undefined;
    const retryIn = this.#current === undefined ? this.#nextWait(end) : undefined;
    this.#tell(session, end, retryIn);
    if (retryIn === undefined) return;
    this.#after(retryIn, () => {
      this.#current = this.#open(undefined);
    });
  }

  #nextWait({ outcome }: Ended): number | undefined {
    if (this.#isStopped) return undefined;
    this.#failures = failuresAfter(this.#failures, outcome);
    return fullJitter(Math.max(this.#failures - 1, 0), Math.random());
  }

  #tell({ address }: LiveSession, { cause, heardAt }: Ended, retryIn: number | undefined): void {
    this.#heardAt = heardAt ?? this.#heardAt;
    const wasServed = heardAt !== undefined;
    this.#options.onEvent({ kind: "ended", address, wasServed, cause, retryIn });
  }

  /** One timer is enough: whoever waits for an attempt does not wait for a move. */
  #after(delay: number, action: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(action, delay);
  }
}
