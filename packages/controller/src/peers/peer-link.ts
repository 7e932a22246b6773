import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";

import { formatListenAddress, fullJitter } from "@localredirect/process";
import type { Logger } from "@localredirect/process";
import { peerServiceDefinition } from "@localredirect/types";
import type { PeerWelcomeMessage, ProgressMessage } from "@localredirect/types";

import { Conversation } from "./conversation.ts";
import type { OpenPeer } from "./grpc-peers.ts";
import type { PeerAddress } from "./peer-address.ts";
import type { PeerMetrics } from "./peer-metrics.ts";
import type { PeerTimes } from "./peer-times.ts";
import type { Replicas } from "./replicas.ts";
import { streamEnd } from "./stream-end.ts";
import type { StreamEnd } from "./stream-end.ts";

/** What a link works with. */
export interface PeerLinkOptions {
  readonly open: OpenPeer;
  readonly replicas: Replicas;
  readonly times: PeerTimes;
  readonly metrics: PeerMetrics;
  readonly logger: Logger;
  /** Something about it has changed. */
  readonly onChange: () => void;
}

/** How it stands with a replica. */
export type LinkState =
  /** No stream, or none that has begun. */
  | "apart"
  /** It tells what it knows. */
  | "heard"
  /** Its address is a second one of a replica that is heard. */
  | "duplicate"
  /** Its address is this replica's own, for good. */
  | "self";

/** Why a stream is not needed. */
type Unneeded = Extract<LinkState, "duplicate" | "self">;

/** How long a peer's messages may hold the event loop, in milliseconds. */
const slice = 10;

/** Keeps a stream to one replica, for as long as there is an address of it. */
export class PeerLink {
  readonly #peer: PeerAddress;
  readonly #options: PeerLinkOptions;
  #state: LinkState = "apart";
  #wasHeardOut = false;
  /** Why the last stream ended; undefined: the last one stands, or there was none. */
  #lastReason: string | undefined;

  constructor(peer: PeerAddress, options: PeerLinkOptions) {
    this.#peer = peer;
    this.#options = options;
  }

  get state(): LinkState {
    return this.#state;
  }

  /** Whether there is another replica there, as far as is known. */
  get isOther(): boolean {
    return this.#state === "apart" || this.#state === "heard";
  }

  /** Whether it has once told every node that it knows. */
  get wasHeardOut(): boolean {
    return this.#wasHeardOut;
  }

  /** Asks until the signal aborts, or until it is clear that this replica itself is there. */
  async run(signal: AbortSignal): Promise<void> {
    const { times } = this.#options;
    let failures = 0;
    while (!signal.aborted) {
      const wasWhole = await this.#listen(signal);
      if (this.#state === "self") return;
      failures = wasWhole ? 0 : failures + 1;
      const pause = fullJitter(Math.max(failures - 1, 0), Math.random(), times.backoff);
      // An abort ends the pause, too.
      await sleep(pause, undefined, { signal }).catch(() => undefined);
    }
  }

  /** One stream, from the call to its end. Returns whether the replica has told all it knows. */
  async #listen(signal: AbortSignal): Promise<boolean> {
    const { open, times } = this.#options;
    const stop = new AbortController();
    const conversation = new Conversation(times, stop);
    let unneeded: Unneeded | undefined;
    let error: unknown;
    try {
      const words = open(this.#peer.address, AbortSignal.any([signal, stop.signal]));
      unneeded = await this.#take(words, conversation);
    } catch (caught) {
      error = caught;
    } finally {
      conversation.end();
    }
    this.#setState(unneeded ?? "apart");
    if (unneeded === undefined && !signal.aborted) {
      this.#ended(streamEnd(stop.signal.aborted ? stop.signal.reason : error));
    }
    return conversation.wasWhole;
  }

  /** Takes what is said to its end, or until it is clear that it is not needed. */
  async #take(
    words: AsyncIterable<Uint8Array>,
    conversation: Conversation,
  ): Promise<Unneeded | undefined> {
    const decode = peerServiceDefinition.streamProgress.responseDeserialize;
    let began = performance.now();
    for await (const bytes of words) {
      const unneeded = this.#hear(decode(bytes), conversation);
      if (unneeded !== undefined) return unneeded;
      if (performance.now() - began < slice) continue;
      // Agents come first: also a replica that never stops talking leaves them their turn.
      await nextTurn();
      began = performance.now();
    }
    return undefined;
  }

  #hear(message: ProgressMessage, conversation: Conversation): Unneeded | undefined {
    if (message.kind === "welcome") return this.#welcome(message, conversation);
    conversation.voice.take(message);
    if (conversation.noteWhole()) {
      this.#wasHeardOut = true;
      this.#options.onChange();
    }
    return undefined;
  }

  #welcome(
    { instance, controller }: PeerWelcomeMessage,
    conversation: Conversation,
  ): Unneeded | undefined {
    const { replicas, logger } = this.#options;
    conversation.expectWelcome();
    const admission = replicas.admit(instance);
    if (admission.kind !== "admitted") {
      logger.debug({ peer: this.#name, controller, is: admission.kind }, "peer not needed");
      return admission.kind;
    }
    conversation.begin(admission.voice);
    this.#lastReason = undefined;
    logger.info({ peer: this.#name, controller }, "peer connected");
    this.#setState("heard");
    return undefined;
  }

  /** Told again only when it is for another reason: attempts follow each other for long. */
  #ended({ reason, details }: StreamEnd): void {
    const { metrics, logger } = this.#options;
    metrics.streamEnds.inc({ reason });
    const isNews = reason !== this.#lastReason;
    this.#lastReason = reason;
    logger[isNews ? "warn" : "debug"]({ peer: this.#name, reason, details }, "peer stream ended");
  }

  #setState(state: LinkState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#options.onChange();
  }

  get #name(): string {
    return formatListenAddress(this.#peer.address);
  }
}
