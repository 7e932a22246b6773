import { once } from "node:events";
import { isMainThread, Worker, workerData } from "node:worker_threads";

import { BpfProgram } from "../bpf-program.ts";

/** A program that runs in another thread for some time. */
export class HoldingProgram {
  readonly #exit: Promise<unknown>;

  private constructor(worker: Worker) {
    this.#exit = once(worker, "exit");
  }

  /** Hands the program over by a pin. */
  static start(program: BpfProgram, pin: string): HoldingProgram {
    program.pin(pin);
    return new HoldingProgram(new Worker(new URL(import.meta.url), { workerData: { hold: pin } }));
  }

  /** Resolves when it has returned. */
  async ended(): Promise<void> {
    await this.#exit;
  }
}

/** What start() hands over, if this is its thread. */
function pinToHold(data: unknown): string | undefined {
  const isOurs = typeof data === "object" && data !== null && "hold" in data;
  return isOurs && typeof data.hold === "string" ? data.hold : undefined;
}

const pin = isMainThread ? undefined : pinToHold(workerData);
if (pin !== undefined) {
  using program = BpfProgram.openPinned(pin);
  program.run(new Uint8Array(0), { data: new Uint8Array(64) });
}
