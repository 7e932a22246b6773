import { Turnstile } from "../turnstile.ts";
import type { ApiConnection } from "./api-connection.ts";

/**
 * How many answers may be under way at once. A page of pods takes some 8 MB as text and more while
 * it is taken apart; dozens of lists that begin together would hold as many of them, and the API
 * server would work on all at once and finish none in time.
 */
const mostAtOnce = 4;

/** The way to an API server on which answers are waited for in turn; watches wait for nobody. */
export class PacedConnection implements ApiConnection {
  readonly #connection: ApiConnection;
  readonly #turnstile = new Turnstile(mostAtOnce);

  constructor(connection: ApiConnection) {
    this.#connection = connection;
  }

  /** As of the connection itself; the time of waiting is not counted against the API server. */
  get(path: string, signal: AbortSignal): Promise<string> {
    return this.#turnstile.run(() => this.#connection.get(path, signal));
  }

  lines(path: string, signal: AbortSignal): AsyncIterable<readonly string[]> {
    return this.#connection.lines(path, signal);
  }
}
