import { native, type StatisticsHandle } from "./native.ts";
import { attempt } from "./native-call.ts";

/** Keeps the kernel's program statistics on while open. */
export class ProgramStatistics implements Disposable {
  readonly #handle: StatisticsHandle;

  /** Users call programStatistics. */
  constructor(handle: StatisticsHandle) {
    this.#handle = handle;
  }

  /** Switches them off, unless somebody else also keeps them on. */
  close(): void {
    native.statisticsClose(this.#handle);
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

/**
 * Makes the kernel measure each program's runs (BPF_ENABLE_STATS), for ProgramInfo.runCount and
 * runTimeNanoseconds. That costs each run some 20 to 30 nanoseconds, on the whole machine.
 */
export function programStatistics(): ProgramStatistics {
  return new ProgramStatistics(
    attempt("switch program statistics on", () => native.statisticsEnable()),
  );
}
