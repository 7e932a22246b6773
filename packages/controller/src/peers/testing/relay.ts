import { createConnection, createServer } from "node:net";
import type { NetConnectOpts, Server } from "node:net";
import { once } from "node:events";
import type { ListenOptions } from "node:net";

/** Listens at one place and passes every connection on to another. */
export async function startRelay(at: ListenOptions, to: NetConnectOpts): Promise<Server> {
  const server = createServer((near) => {
    const far = createConnection(to);
    const end = (): void => {
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) socket.on("error", end).on("close", end);
    near.pipe(far).pipe(near);
  });
  server.listen(at);
  await once(server, "listening");
  return server;
}
