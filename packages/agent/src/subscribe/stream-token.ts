import type { CredentialListener } from "./credential-listener.ts";
import { isNewer, readTokenFile } from "./token-file.ts";
import type { BearerToken } from "./token-file.ts";

/** There is no token to show; the message says why, without its content. */
export class TokenFileError extends Error {
  override readonly name = "TokenFileError";
}

/** The token of one stream: that of its beginning, then newer ones as they come into the file. */
export class StreamToken {
  readonly #file: string;
  readonly #listener: CredentialListener;
  #shown: BearerToken;
  /** Said once, not at every look. */
  #problem: string | undefined;

  /** @throws TokenFileError when the file holds no token now */
  constructor(file: string, listener: CredentialListener) {
    const first = readTokenFile(file);
    if (!first.ok) throw new TokenFileError(first.reason);
    this.#file = file;
    this.#listener = listener;
    this.#shown = first.value;
    this.#tell(false);
  }

  /** The token to begin with. */
  get text(): string {
    return this.#shown.text;
  }

  /**
   * Looks at the file: a newer token than the controller has seen, for it to be shown; undefined:
   * there is none. The kubelet renews its tokens when a fifth of their life is left.
   */
  renewed(): string | undefined {
    const next = readTokenFile(this.#file);
    if (!next.ok) {
      this.#say(next.reason);
      return undefined;
    }
    if (!isNewer(next.value, this.#shown)) {
      this.#say(this.#lateness(Date.now()));
      return undefined;
    }
    this.#problem = undefined;
    this.#shown = next.value;
    this.#tell(true);
    return next.value.text;
  }

  #lateness(now: number): string | undefined {
    const { expiresAt } = this.#shown;
    return expiresAt === undefined || now < expiresAt
      ? undefined
      : `The token in ${this.#file} expired at ${new Date(expiresAt).toISOString()} and was not renewed; see why the kubelet, or whoever writes it, does not`;
  }

  #say(problem: string | undefined): void {
    if (problem !== undefined && problem !== this.#problem) this.#listener.problem(problem);
    this.#problem = problem;
  }

  #tell(renews: boolean): void {
    this.#listener.shown({ expiresAt: this.#shown.expiresAt, renews });
  }
}
