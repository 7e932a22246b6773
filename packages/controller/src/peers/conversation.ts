import type { PeerTimes } from "./peer-times.ts";
import { PeerViolation } from "./peer-violation.ts";
import type { Voice } from "./replicas.ts";

/** What one stream of a replica has come to, and what is waited for on it. */
export class Conversation {
  readonly #times: PeerTimes;
  readonly #stop: AbortController;
  #timer: NodeJS.Timeout;
  #voice: Voice | undefined;
  #wasWhole = false;

  /** `stop` is aborted with a PeerViolation when something has not come in time. */
  constructor(times: PeerTimes, stop: AbortController) {
    this.#times = times;
    this.#stop = stop;
    this.#timer = this.#expect("Welcome has not come", times.welcome);
  }

  /** @throws PeerViolation when there is none before Welcome */
  get voice(): Voice {
    if (this.#voice === undefined) {
      throw new PeerViolation("out_of_order", "The first message is not Welcome");
    }
    return this.#voice;
  }

  /** Whether every node has been told. */
  get wasWhole(): boolean {
    return this.#wasWhole;
  }

  /** @throws PeerViolation when it has come already */
  expectWelcome(): void {
    if (this.#voice === undefined) return;
    throw new PeerViolation("out_of_order", "Welcome came a second time");
  }

  /** Welcome has come. */
  begin(voice: Voice): void {
    this.#voice = voice;
    clearTimeout(this.#timer);
    this.#timer = this.#expect("The snapshot has not ended", this.#times.snapshot);
  }

  /** Whether the snapshot has ended with the last message. */
  noteWhole(): boolean {
    if (this.#wasWhole || this.#voice?.isWhole !== true) return false;
    this.#wasWhole = true;
    clearTimeout(this.#timer);
    return true;
  }

  /** The stream has ended. */
  end(): void {
    clearTimeout(this.#timer);
    this.#voice?.lost();
  }

  #expect(problem: string, within: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.#stop.abort(new PeerViolation("too_slow", `${problem} within ${within} ms`));
    }, within);
  }
}
