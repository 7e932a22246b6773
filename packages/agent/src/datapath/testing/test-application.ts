import { type ChildProcess, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("./application.ts", import.meta.url));
const prepare = [
  "ip link set lo up",
  "ip address add 10.96.0.10/32 dev lo",
  "ip address add 10.244.0.1/32 dev lo",
  "ip address add 10.244.0.2/32 dev lo",
].join(" && ");

/** An application in a network namespace of its own, whose sockets go through the kernel. */
export class TestApplication {
  readonly #process: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  private constructor(child: ChildProcess, lines: Interface) {
    this.#process = child;
    this.#lines = lines[Symbol.asyncIterator]();
  }

  /**
   * Starts it in a cgroup.
   * @param names of those that it answers as; none: all
   */
  static async start(cgroup: string, names: readonly string[] = []): Promise<TestApplication> {
    const script = `${prepare} && exec "$0" "$@"`;
    const command = ["sh", "-c", script, process.execPath, program, ...names];
    const child = spawn("unshare", ["-n", ...command], { stdio: ["pipe", "pipe", "inherit"] });
    const application = new TestApplication(child, createInterface({ input: child.stdout }));
    application.moveTo(cgroup);
    await application.#line();
    return application;
  }

  /** Whose network namespace it is in. */
  get pid(): number {
    return this.#process.pid ?? 0;
  }

  /** Moves it to another cgroup. */
  moveTo(cgroup: string): void {
    writeFileSync(join(cgroup, "cgroup.procs"), String(this.#process.pid));
  }

  /** Asks the service at 10.96.0.10 port 80. */
  async ask(protocol: "tcp" | "udp"): Promise<unknown> {
    this.#process.stdin?.write(`${protocol}\n`);
    return JSON.parse(await this.#line());
  }

  /** Ends it, and with it its namespace. */
  async stop(): Promise<void> {
    if (this.#process.exitCode !== null) return;
    const ended = new Promise((resolve) => this.#process.once("exit", resolve));
    this.#process.kill("SIGKILL");
    await ended;
  }

  async #line(): Promise<string> {
    const line = await this.#lines.next();
    if (line.done === true) throw new Error("The application ended");
    return line.value;
  }
}
