import type { PeerAddress, PeerDiscovery } from "./peer-address.ts";
import { PeerLink } from "./peer-link.ts";
import type { PeerLinkOptions } from "./peer-link.ts";

/** Whether all other replicas have been heard. */
export interface PeerHearing {
  /**
   * True once every replica that is known has told all nodes that it knows, or has had 30 s to do so:
   * before, no count of nodes is to be lowered.
   */
  readonly complete: boolean;
  /** Calls back when `complete` may have changed. Returns how to stop. */
  onChange(listener: () => void): () => void;
}

/** More replicas than anybody runs; further ones are not asked. */
const mostPeers = 64;

interface RunningLink {
  readonly link: PeerLink;
  readonly stop: AbortController;
  readonly ended: Promise<void>;
  /** In milliseconds, by performance.now. */
  readonly since: number;
}

/** A link to every other replica that is found. */
export class PeerLinks implements PeerHearing {
  readonly #options: Omit<PeerLinkOptions, "onChange">;
  readonly #links = new Map<string, RunningLink>();
  readonly #listeners = new Set<() => void>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #startedAt = performance.now();
  #wereFound = false;

  constructor(options: Omit<PeerLinkOptions, "onChange">) {
    this.#options = options;
  }

  /** Other replicas that are known. */
  get known(): number {
    return this.#count(({ link }) => link.isOther);
  }

  /** Those of them that are heard. */
  get heard(): number {
    return this.#count(({ link }) => link.state === "heard");
  }

  get complete(): boolean {
    if (!this.#wereFound && !this.#isOver(this.#startedAt)) return false;
    return [...this.#links.values()].every(
      ({ link, since }) => !link.isOther || link.wasHeardOut || this.#isOver(since),
    );
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Follows what is found, until the signal aborts and every stream has ended. */
  async run(discovery: PeerDiscovery, signal: AbortSignal): Promise<void> {
    this.#startedAt = performance.now();
    this.#callBackLater();
    await discovery.run((peers) => {
      this.#set(peers);
    }, signal);
    this.#timers.forEach((timer) => {
      clearTimeout(timer);
    });
    const links = [...this.#links.values()];
    this.#set([]);
    await Promise.all(links.map(({ ended }) => ended));
  }

  #set(peers: readonly PeerAddress[]): void {
    this.#wereFound = true;
    const wanted = new Map(peers.slice(0, mostPeers).map((peer) => [peer.key, peer]));
    if (peers.length > mostPeers) {
      const { logger } = this.#options;
      logger.warn({ found: peers.length, asked: mostPeers }, "too many peers, some are not asked");
    }
    for (const [key, { stop }] of this.#links) {
      if (wanted.has(key)) continue;
      stop.abort();
      this.#links.delete(key);
    }
    for (const [key, peer] of wanted) {
      if (!this.#links.has(key)) this.#links.set(key, this.#start(peer));
    }
    this.#changed();
  }

  #start(peer: PeerAddress): RunningLink {
    const link = new PeerLink(peer, {
      ...this.#options,
      onChange: () => {
        this.#changed();
      },
    });
    const stop = new AbortController();
    this.#callBackLater();
    return { link, stop, ended: link.run(stop.signal), since: performance.now() };
  }

  #isOver(since: number): boolean {
    return performance.now() - since >= this.#options.times.hearing;
  }

  /** When the time to speak is over. */
  #callBackLater(): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#changed();
    }, this.#options.times.hearing).unref();
    this.#timers.add(timer);
  }

  #changed(): void {
    this.#listeners.forEach((listener) => {
      listener();
    });
  }

  #count(matches: (link: RunningLink) => boolean): number {
    return [...this.#links.values()].filter(matches).length;
  }
}
