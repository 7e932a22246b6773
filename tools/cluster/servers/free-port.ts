import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";

import { ClusterError } from "../cluster-error.ts";

/**
 * Below what Linux gives out by itself (from 32768 on), so that nobody is given the port while its
 * server is down and is to come back; above the well-known servers.
 */
const lowest = 20_000;
const highest = 32_000;
/** How many ports are tried. */
const attempts = 50;

/**
 * A port on 127.0.0.1 that nobody listens on just now.
 *
 * @throws ClusterError `port` where none was found
 */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const port = randomInt(lowest, highest);
    if (await isFree(port)) return port;
  }
  throw new ClusterError("port", `None of ${attempts} ports from ${lowest} to ${highest} is free`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const listening = once(server, "listening");
  server.listen(port, "127.0.0.1");
  try {
    await listening;
  } catch {
    return false;
  }
  server.close();
  await once(server, "close");
  return true;
}
