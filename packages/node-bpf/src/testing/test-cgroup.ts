import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmdirSync } from "node:fs";
import { join } from "node:path";

/** Where cgroup v2 is mounted, wherever that is. */
export function cgroupMount(): string {
  const mount = readFileSync("/proc/mounts", "utf8")
    .split("\n")
    .map((line) => line.split(" "))
    .find(([, , type]) => type === "cgroup2");
  if (mount?.[1] === undefined) throw new Error("No cgroup v2 file system is mounted");
  return mount[1];
}

/** A cgroup of the test's own; removed at the end. */
export class TestCgroup implements Disposable {
  readonly path: string;

  constructor(parent: string = cgroupMount()) {
    this.path = mkdtempSync(join(parent, "node-bpf-test-"));
  }

  /**
   * Connects UDP sockets to an address, from inside the cgroup and a network namespace that ends
   * with it, so that nothing leaves. Resolves when done.
   */
  async connect(times: number, address = "127.0.0.1"): Promise<void> {
    const loop = `for ((i = 0; i < ${times}; i++)); do true <>/dev/udp/${address}/9; done`;
    const script = `echo $$ > ${this.path}/cgroup.procs && exec unshare -n bash -c '${loop}'`;
    const child = spawn("bash", ["-c", script], { stdio: "ignore" });
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    child.once("error", reject);
    // The last connect fails as the namespace has no route: the program has run by then.
    child.once("exit", () => {
      resolve(undefined);
    });
    await promise;
  }

  [Symbol.dispose](): void {
    rmdirSync(this.path);
  }
}
