import { type ChildProcess, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { multipathListener } from "./multipath-listener.ts";

/** What a TestServer serves. */
export interface Serving {
  /** What it answers. */
  readonly name: string;
  readonly protocol: "TCP" | "UDP";
  readonly address: string;
  readonly port: number;
  readonly reusePort?: boolean;
  /** The first process binds, and another one that inherits its socket (TCP) answers, too. */
  readonly shared?: boolean;
  /** By Multipath TCP, as servers in Go listen. */
  readonly multipath?: boolean;
}

const program = fileURLToPath(new URL("./serving.ts", import.meta.url));

/** A backend's process in the network namespace of another one. */
export class TestServer {
  readonly #process: ChildProcess;
  /** Of the process that inherited the socket, or the only one. */
  #lastPid = 0;

  private constructor(child: ChildProcess) {
    this.#process = child;
  }

  /** Starts it in a cgroup, beside a process whose network it shares; it serves when this resolves. */
  static async start(cgroup: string, beside: number, serving: Serving): Promise<TestServer> {
    // It binds only when it is in its cgroup.
    const script = `read -r go; exec "$0" "$@"`;
    const command = ["sh", "-c", script, ...commandOf(serving)];
    const child = spawn("nsenter", ["-t", `${beside}`, "-n", ...command], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    writeFileSync(join(cgroup, "cgroup.procs"), String(child.pid));
    child.stdin.write("go\n");
    const server = new TestServer(child);
    const line = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
    if (line.done === true) throw new Error(`${serving.name} does not serve`);
    server.#lastPid = Number(line.value);
    return server;
  }

  /** Kills the process that bound the socket. */
  async kill(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = new Promise((resolve) => this.#process.once("exit", resolve));
    this.#process.kill("SIGKILL");
    await ended;
  }

  /** Kills all of its processes. */
  async stop(): Promise<void> {
    await this.kill();
    if (this.#lastPid === 0 || this.#lastPid === this.#process.pid) return;
    try {
      process.kill(this.#lastPid, "SIGKILL");
    } catch {
      // it ended before
    }
  }
}

function commandOf(serving: Serving): readonly string[] {
  const { address, port, multipath = false } = serving;
  const command = [process.execPath, program, JSON.stringify(serving)];
  return multipath ? [multipathListener(), address, `${port}`, ...command, "inherited"] : command;
}
