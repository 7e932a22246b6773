import { clientSecurity, parsePeerAddress, UsageError } from "@localredirect/process/light";
import type { ListenAddress, TransportSecurity } from "@localredirect/process/light";

import type { OutputFormat } from "../output-format.ts";

/** What commander makes of the flags of commands that ask a controller. */
export interface ConnectionFlags {
  readonly controller?: string;
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly serverName?: string;
  readonly insecure?: boolean;
  readonly output: OutputFormat;
}

/** Where the controller is, and how the connection is protected. */
export interface Connection {
  readonly address: ListenAddress;
  readonly security: TransportSecurity;
  /** What the controller's certificate must be for; undefined: the host in its address. */
  readonly serverName: string | undefined;
}

/**
 * Checks the flags against each other.
 *
 * @throws UsageError when they do not go together
 */
export function connectionOf(flags: ConnectionFlags): Connection {
  const { controller, ca, cert, key, serverName, insecure = false } = flags;
  if (controller === undefined) {
    throw new UsageError(
      "Which controller? Give --controller ADDRESS, or set LOCALREDIRECT_CONTROLLER",
    );
  }
  const address = parsePeerAddress(controller);
  if (!address.ok) {
    throw new UsageError(address.reason);
  }
  const security = clientSecurity([address.value], { ca, cert, key, insecure, serverName });
  if (!security.ok) {
    throw new UsageError(security.reason);
  }
  return { address: address.value, security: security.value, serverName };
}
