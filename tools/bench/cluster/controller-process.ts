import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";

import {
  type CertificateAuthority,
  createCertificateAuthority,
} from "../../cluster/certificate-authority.ts";
import { jsonField } from "../../cluster/json-field.ts";
import { monotonicTime } from "./monotonic-time.ts";
import { inPod, type PodSurroundings } from "./pod-surroundings.ts";

/** What a controller of the benchmark is started with. */
export interface ControllerFiles {
  /** Of its own certificate, its peers' and its agents'. */
  readonly authority: CertificateAuthority;
  /** Its flags but for the sources, addresses and peers. */
  readonly flags: readonly string[];
}

/** Makes certificates for a controller on 127.0.0.1 and writes what it reads of them to a folder. */
export async function writeControllerFiles(folder: string): Promise<ControllerFiles> {
  const authority = await createCertificateAuthority("bench");
  const { certificate, key } = await authority.issue({
    commonName: "controller",
    names: [
      { type: "ip", value: "127.0.0.1" },
      // By which replicas know each other.
      { type: "url", value: "localredirect:controller" },
    ],
  });
  const write = async (name: string, content: string): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, content, { mode: 0o600 });
    return path;
  };
  return {
    authority,
    flags: [
      ...["--tls-cert", await write("controller.crt", certificate)],
      ...["--tls-key", await write("controller.key", key)],
      ...["--client-ca", await write("ca.crt", authority.certificate)],
    ],
  };
}

/** How a controller is started. */
export interface ControllerOptions {
  /** It runs as in a pod. */
  readonly pod: PodSurroundings;
  /** Where it listens on 127.0.0.1. */
  readonly port: number;
  readonly flags: readonly string[];
  /** Where its log goes. */
  readonly log: string;
}

const program = `${import.meta.dirname}/../../../node_modules/.bin/localredirect-controller`;

/**
 * The bound that Node itself sets to its heap in a container of 1 GiB: on a machine with more memory
 * it would collect its garbage later. The container of deploy/ has twice that, as one replica may
 * have to serve all agents.
 */
const heapOfSmallContainer = "--max-old-space-size=512";

/** The controller as its users run it, in a process of its own. */
export class ControllerProcess implements Disposable {
  /** When it was started, in milliseconds as monotonicTime has them. */
  readonly startedAt: number = monotonicTime();
  readonly #child: ChildProcess;
  readonly #lines = new Map<string, PromiseWithResolvers<number>>();
  readonly #ended = Promise.withResolvers<undefined>();

  constructor({ pod, port, flags, log }: ControllerOptions) {
    const parameters = ["--source", "kubernetes", "--listen", `127.0.0.1:${port}`];
    const environment = {
      ...pod.environment,
      // The developer's own is not meant.
      KUBECONFIG: "",
      LOCALREDIRECT_LOG_FORMAT: "json",
      NODE_OPTIONS: heapOfSmallContainer,
    };
    const command = [program, ...parameters, "--http", "127.0.0.1:0", ...flags];
    // The kernel ends it with us, however we end.
    const bound = ["setpriv", "--pdeathsig", "KILL", "--", ...command];
    const [first = "", ...others] = inPod(pod, bound);
    this.#child = spawn(first, others, {
      env: { ...process.env, ...environment },
      stdio: ["ignore", "ignore", "pipe"],
    });
    const { stderr } = this.#child;
    if (stderr === null) throw new TypeError("A pipe was asked for");
    stderr.pipe(createWriteStream(log));
    createInterface({ input: stderr }).on("line", (text) => {
      this.#read(text);
    });
    this.#child.on("exit", (code) => {
      const error = new Error(`The controller ended with ${String(code)}, see ${log}`);
      for (const { reject } of this.#lines.values()) reject(error);
      this.#ended.resolve(undefined);
    });
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** When the first line of its log with a message was read, as monotonicTime has it. */
  line(message: string): Promise<number> {
    const known = this.#lines.get(message) ?? Promise.withResolvers<number>();
    // Whoever waits hears of its end; a line that nobody waits for is no error.
    known.promise.catch(() => undefined);
    this.#lines.set(message, known);
    return known.promise;
  }

  /** Ends it as its supervisor would. */
  async end(): Promise<void> {
    this.#child.kill("SIGTERM");
    await this.#ended.promise;
  }

  [Symbol.dispose](): void {
    this.#child.kill("SIGKILL");
  }

  #read(text: string): void {
    if (!text.startsWith("{")) return;
    const fields: unknown = JSON.parse(text);
    const message = jsonField(fields, "msg");
    if (typeof message !== "string") return;
    void this.line(message);
    this.#lines.get(message)?.resolve(monotonicTime());
  }
}
