import { identification } from "./identify-agent.ts";
import type { Identification, VerifyToken } from "./identify-agent.ts";

/**
 * How long until a token is verified again where nobody could tell whose it is, in milliseconds:
 * well within the fifth of its life that is left when Kubernetes renews it.
 */
const retryInterval = 15_000;

/**
 * Verifies the tokens that come within one stream, of which only the latest counts. While the API
 * server cannot be asked it asks again: the agent, which hears nothing of it, has done its part.
 */
export class TokenRenewal {
  readonly #verify: VerifyToken;
  readonly #onVerdict: (verdict: Identification) => void;
  #latest: string | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** `onVerdict` hears who the latest token's holder is, or that it is refused. */
  constructor(verify: VerifyToken, onVerdict: (verdict: Identification) => void) {
    this.#verify = verify;
    this.#onVerdict = onVerdict;
  }

  /** A token has come. */
  renew(token: string): void {
    clearTimeout(this.#timer);
    this.#latest = token;
    void this.#ask(token);
  }

  /** The stream is over. */
  close(): void {
    clearTimeout(this.#timer);
    this.#latest = undefined;
  }

  async #ask(token: string): Promise<void> {
    const verdict = await this.#verify(token);
    if (this.#latest !== token) return;
    if (verdict.ok || verdict.refusal.reason !== "review_failed") {
      this.#latest = undefined;
      this.#onVerdict(identification(verdict));
      return;
    }
    // All streams would ask again at the same time.
    const wait = retryInterval * (1 + Math.random());
    this.#timer = setTimeout(() => void this.#ask(token), wait).unref();
  }
}
