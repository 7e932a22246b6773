import type { OutgoingHttpHeaders } from "node:http";
import type { RequestOptions } from "node:https";

/** Of one request. */
export interface AccessOptions extends RequestOptions {
  headers: OutgoingHttpHeaders;
}

/** The way to an API server, and what it takes to be let in. */
export interface ClusterAccess {
  /** Its URL, perhaps with a path. */
  readonly server: string;
  /** Whether it is reached through a proxy, by the agent that `apply` gives. */
  readonly isProxied: boolean;
  /**
   * Adds credentials, authorities and an agent to a request. What may have been replaced meanwhile
   * is read again.
   *
   * @throws {Error} when it cannot be read
   */
  apply(options: AccessOptions): Promise<void> | void;
}
