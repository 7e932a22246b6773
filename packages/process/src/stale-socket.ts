import { lstat, unlink } from "node:fs/promises";
import { connect } from "node:net";

import type { ListenAddress } from "./listen-address.ts";

/**
 * Removes the socket file that a process left behind when it was killed, so that one can listen
 * there again. Whatever else stands there stays, and listening then says that it is in use.
 */
export async function removeStaleSocket(address: ListenAddress): Promise<void> {
  if (address.kind === "unix" && (await isStale(address.path))) {
    await unlink(address.path);
  }
}

async function isStale(path: string): Promise<boolean> {
  const file = await lstat(path).catch(() => undefined);
  return file?.isSocket() === true && (await connectionError(path)) === "ECONNREFUSED";
}

/** Nobody listens behind a socket that refuses; undefined: somebody does. */
function connectionError(path: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once("connect", () => {
      socket.destroy();
      resolve(undefined);
    });
    socket.once("error", (error: NodeJS.ErrnoException) => {
      resolve(error.code);
    });
  });
}
