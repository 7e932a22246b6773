import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** Another process, which holds a folder's lock until it is killed. */
export class HoldingProcess {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /** Resolves once the lock is held. */
  static async lock(folder: string): Promise<HoldingProcess> {
    const url = new URL("../pin-folder-lock.ts", import.meta.url).href;
    const script = `const { lockPinFolder } = await import("${url}");
      globalThis.lock = lockPinFolder("${folder}");
      console.log(globalThis.lock === undefined ? "refused" : "locked");
      setInterval(() => undefined, 1000);`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [said] = (await once(child.stdout, "data")) as [Buffer];
    if (said.toString() !== "locked\n")
      throw new Error(`The other process says ${said.toString()}`);
    return new HoldingProcess(child);
  }

  /** Ends it without giving it a chance to clean up. */
  async kill(): Promise<void> {
    const ended = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await ended;
  }
}
