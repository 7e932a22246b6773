import { join } from "node:path";

import { freePort } from "../../cluster/servers/free-port.ts";
import { peakMegabytes, processorTime, residentMegabytes } from "../process-usage.ts";
import { ControllerProcess } from "./controller-process.ts";
import type { PodSurroundings } from "./pod-surroundings.ts";

/** What replicas are started with. */
export interface ReplicasOptions {
  readonly count: number;
  readonly pod: PodSurroundings;
  /** Of each, but for its own address and its peers'. */
  readonly flags: readonly string[];
  /** Where their logs go. */
  readonly folder: string;
}

/** Controllers that share the agents, and tell each other what nodes hold. */
export class ControllerReplicas implements Disposable {
  /** Each listens on one of 127.0.0.1. */
  readonly ports: readonly number[];
  readonly #processes: readonly ControllerProcess[];

  private constructor(ports: readonly number[], { pod, flags, folder }: ReplicasOptions) {
    this.ports = ports;
    this.#processes = ports.map((port, index) => {
      const peers = ports
        .filter((other) => other !== port)
        .flatMap((other) => ["--peer", `127.0.0.1:${other}`]);
      const log = join(folder, `controller-${index}.log`);
      return new ControllerProcess({ pod, port, flags: [...flags, ...peers], log });
    });
  }

  static async start(options: ReplicasOptions): Promise<ControllerReplicas> {
    const ports: number[] = [];
    while (ports.length < options.count) ports.push(await freePort());
    return new ControllerReplicas(ports, options);
  }

  /** When the first was started, in milliseconds as monotonicTime has them. */
  get startedAt(): number {
    return Math.min(...this.#processes.map(({ startedAt }) => startedAt));
  }

  /** Of all, in milliseconds. */
  get processorTime(): number {
    return this.#processes.reduce((sum, { pid }) => sum + processorTime(pid), 0);
  }

  /** Of the largest one, in MB of 1,000,000 bytes. */
  get residentMegabytes(): number {
    return Math.max(...this.#processes.map(({ pid }) => residentMegabytes(pid)));
  }

  /** Of the largest one, in MB of 1,000,000 bytes. */
  get peakMegabytes(): number {
    return Math.max(...this.#processes.map(({ pid }) => peakMegabytes(pid)));
  }

  /** When the last of them had written a line with a message, as monotonicTime has it. */
  async line(message: string): Promise<number> {
    return Math.max(
      ...(await Promise.all(this.#processes.map((process) => process.line(message)))),
    );
  }

  /** Ends them as their supervisor would. */
  async end(): Promise<void> {
    await Promise.all(this.#processes.map((process) => process.end()));
  }

  [Symbol.dispose](): void {
    for (const process of this.#processes) process[Symbol.dispose]();
  }
}
