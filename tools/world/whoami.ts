import { type Place, startIn } from "./place.ts";
import type { PlacedProcess } from "./placed-process.ts";
import { programPath } from "./programs.ts";

/** What a whoami server answers. */
export interface WhoamiAnswer {
  /** The name that it was given. */
  readonly server: string;
  /** The client's address and port, as the server sees them. */
  readonly peer: string;
  /** The server's own address and port that were asked. */
  readonly local: string;
  /** The question, as far as it is letters, digits and dashes. */
  readonly said: string;
}

/**
 * Starts a server that says its name and whom it sees, over both families.
 *
 * @param ports for example `tcp:80`, `udp:53`
 * @returns once it listens
 */
export async function startWhoami(
  place: Place,
  name: string,
  ports: readonly string[],
): Promise<PlacedProcess> {
  const server = startIn(place, [programPath("whoami"), name, ...ports]);
  await server.nextLine();
  return server;
}
