import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";

import { ClusterError } from "../cluster/cluster-error.ts";
import { freePort } from "../cluster/servers/free-port.ts";

/** Holds the network namespace of a control plane, and is the only way into it. */
export interface Gateway {
  /** Of the process whose network namespace it is. */
  readonly pid: number;
  /** What listens on this port of 127.0.0.1 in there is reached at the same port out here. */
  readonly port: number;
  /** Ends it; the namespace stays as long as other processes are in it. */
  end(): Promise<void>;
}

/**
 * Makes a network namespace without any link, and one port that leads into it. It does not outlive
 * the thread that called this.
 *
 * @throws ClusterError `port`, or `node` where the machine does not let us
 */
export async function openGateway(): Promise<Gateway> {
  const port = await freePort();
  const child = spawn(
    "setpriv",
    [
      ...["--pdeathsig", "KILL", "--", "unshare", "--net", "--"],
      ...[process.execPath, join(import.meta.dirname, "gateway-process.ts")],
    ],
    { detached: true, stdio: ["ignore", "ignore", "inherit", "ipc"] },
  );
  const ended = once(child, "exit");
  const ready = once(child, "message").then(() => true);
  if (child.pid === undefined || !(await Promise.race([ready, ended.then(() => false)]))) {
    throw new ClusterError("node", "unshare cannot make a network namespace; are you root?");
  }
  const listener = createServer();
  await once(listener.listen(port, "127.0.0.1"), "listening");
  await new Promise<void>((resolve) => {
    child.send(port, listener, () => {
      resolve();
    });
  });
  listener.close();
  return {
    pid: child.pid,
    port,
    async end() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
