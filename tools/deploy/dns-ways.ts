import { createSocket, type RemoteInfo, type Socket } from "node:dgram";
import { once } from "node:events";
import { connect, isIPv6 } from "node:net";

import type { LoadWay } from "./dns-load-plan.ts";
import { dnsId, dnsQuery, requireAnswer, withLength } from "./dns-message.ts";

/** Asks once. @throws where no answer has come before the signal, or not one with a record */
export type Ask = (signal: AbortSignal) => Promise<void>;

/** Where DNS servers listen. */
const port = 53;

/** For sockets of their own, which no other query uses. */
const anyId = 1;

/** Prepares to ask a server for a name in a way. */
export function createAsk(way: LoadWay, server: string, name: string): Ask {
  switch (way) {
    case "connected":
      return (signal) => askBySocket(server, name, { connected: true, signal });
    case "unconnected":
      return (signal) => askBySocket(server, name, { connected: false, signal });
    case "kept":
      return askByKeptSocket(server, name);
    case "tcp":
      return (signal) => askByTcp(server, name, signal);
  }
}

/** Asks over UDP with a new socket. */
async function askBySocket(
  server: string,
  name: string,
  { connected, signal }: { readonly connected: boolean; readonly signal: AbortSignal },
): Promise<void> {
  const socket = openSocket(server);
  try {
    const query = dnsQuery(anyId, name);
    if (connected) {
      socket.connect(port, server);
      await once(socket, "connect", { signal });
      socket.send(query);
    } else {
      socket.send(query, port, server);
    }
    // Node's own types of what an event has, which `once` does not know.
    const [message, from] = (await once(socket, "message", { signal })) as [Buffer, RemoteInfo];
    requireSender(from, server);
    requireAnswer(message, anyId);
  } finally {
    socket.close();
  }
}

/** Asks over UDP with one unconnected socket, again and again; that of glibc lives for one query. */
function askByKeptSocket(server: string, name: string): Ask {
  const socket = openSocket(server);
  // It does not keep the program running, nor does an error end it that no query waits for.
  socket.unref().on("error", () => undefined);
  socket.setMaxListeners(0);
  let last = 0;
  return async (signal) => {
    last = (last + 1) % 65_536;
    const id = last;
    const answered = answerOn(socket, { id, server, signal });
    socket.send(dnsQuery(id, name), port, server);
    requireAnswer(await answered, id);
  };
}

/** Waits for the answer to one of the queries of a socket. */
function answerOn(
  socket: Socket,
  query: { readonly id: number; readonly server: string; readonly signal: AbortSignal },
): Promise<Buffer> {
  const { id, server, signal } = query;
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const onMessage = (message: Buffer, from: RemoteInfo): void => {
    if (dnsId(message) !== id) return;
    try {
      requireSender(from, server);
      resolve(message);
    } catch (error) {
      reject(error);
    }
  };
  const onAbort = (): void => {
    reject(new Error("No answer has come"));
  };
  socket.on("message", onMessage).on("error", reject);
  signal.addEventListener("abort", onAbort);
  return promise.finally(() => {
    socket.off("message", onMessage).off("error", reject);
    signal.removeEventListener("abort", onAbort);
  });
}

/** Asks over a new connection. */
async function askByTcp(server: string, name: string, signal: AbortSignal): Promise<void> {
  const socket = connect({ host: server, port });
  try {
    await once(socket, "connect", { signal });
    socket.write(withLength(dnsQuery(anyId, name)));
    // The answer is one small segment; a connection that ends instead has failed.
    const message = await Promise.race([
      once(socket, "data", { signal }).then(([data]) => data as Buffer),
      once(socket, "end", { signal }).then(() => {
        throw new Error("The connection ended without an answer");
      }),
    ]);
    requireAnswer(message.subarray(2), anyId);
  } finally {
    socket.destroy();
  }
}

function openSocket(server: string): Socket {
  return createSocket(isIPv6(server) ? "udp6" : "udp4");
}

/** Applications see the address that they asked, whoever answers. */
function requireSender(from: RemoteInfo, server: string): void {
  if (from.address === server && from.port === port) return;
  throw new Error(`The answer came from ${from.address} port ${from.port}`);
}
