import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

import { ClusterError } from "../cluster/cluster-error.ts";
import { onlyChildOf } from "../cluster/servers/only-child.ts";

/** Holds the namespaces of a node; all that runs in the node ends with it. */
export interface NodeHolder {
  /** The node's first process, as this machine sees it. */
  readonly pid: number;
  /** Ends all of the node's processes at once, as if its power failed. */
  end(): Promise<void>;
}

/**
 * Ignoring SIGCHLD, which the program keeps that takes the shell's place, makes the kernel bury the
 * processes that have lost their parents, as a first process must.
 */
const firstProcess = 'trap "" CHLD; echo holds; exec sleep infinity';

/**
 * Makes the namespaces of a node (network, mounts, host name, IPC, processes). The first process of
 * a process namespace takes all others with it, and is itself killed with the thread that called
 * this, so a node outlives nobody.
 *
 * @throws ClusterError `node` where the machine does not let us
 */
export async function holdNode(): Promise<NodeHolder> {
  const child = spawn(
    "setpriv",
    [
      ...["--pdeathsig", "KILL", "--"],
      ...["unshare", "--net", "--mount", "--uts", "--ipc", "--pid", "--mount-proc"],
      ...["--fork", "--kill-child", "--", "sh", "-c", firstProcess],
    ],
    // In a session of its own, so that Ctrl-C reaches only us.
    { detached: true, stdio: ["ignore", "pipe", "pipe"] },
  );
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    errors += chunk;
  });
  const ended = once(child, "exit");
  const holds = once(createInterface(child.stdout), "line").then(() => true);
  const isHeld = await Promise.race([holds, ended.then(() => false)]);
  const pid = isHeld ? onlyChildOf(child.pid ?? 0) : undefined;
  if (pid === undefined) {
    throw new ClusterError(
      "node",
      `The namespaces of a node cannot be made, which takes root: ${errors.trim()}`,
    );
  }
  return {
    pid,
    async end() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      // unshare waits for this one, which is gone only after all others of its namespace.
      process.kill(pid, "SIGKILL");
      await ended;
    },
  };
}
