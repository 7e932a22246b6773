import type { Server } from "node:net";

import type { ListenAddress } from "./listen-address.ts";
import { removeStaleSocket } from "./stale-socket.ts";

/**
 * Connections that wait to be accepted. Linux takes no more than net.core.somaxconn, which is 4096
 * since 5.4, and lets those above it try again after 1 s, 3 s, 7 s and so on; Node would have 511.
 */
const longestQueue = 4096;

/**
 * Has a server listen, also where a killed process has left its socket.
 *
 * @returns the address, with the port that the kernel chose where 0 was asked for
 * @throws NodeJS.ErrnoException when it cannot
 */
export async function listen(server: Server, address: ListenAddress): Promise<ListenAddress> {
  await removeStaleSocket(address);
  const place =
    address.kind === "unix" ? { path: address.path } : { host: address.host, port: address.port };
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ ...place, backlog: longestQueue }, () => {
      server.off("error", reject);
      const bound = server.address();
      const port = bound !== null && typeof bound === "object" ? bound.port : 0;
      resolve(address.kind === "unix" ? address : { ...address, port });
    });
  });
}
