import { type Place, startIn } from "./place.ts";
import type { Way } from "./probe.ts";
import { programPath } from "./programs.ts";

/** A load of connections, one after the other from each worker. */
export interface LoadOptions {
  readonly way: Way;
  readonly target: string;
  /** Default 4. */
  readonly workers?: number;
  /** Between two connections of a worker, in microseconds; default 1,000. */
  readonly pause?: number;
  /** After which a step has failed, in milliseconds; default 2,000. */
  readonly timeout?: number;
  /** Servers that may answer; default all. */
  readonly allowed?: readonly string[];
}

/** What became of a load so far. */
export interface LoadTotals {
  readonly connections: number;
  /** Without an answer. */
  readonly failed: number;
  /** Answered by a server that was not allowed. */
  readonly misdirected: number;
  readonly slowestMicroseconds: number;
  /** The step and the errno of the first failure, or nothing. */
  readonly firstFailure: string;
  /** How many answers each server gave. */
  readonly servers: Readonly<Record<string, number>>;
}

/** A running load. */
export interface Load {
  /** What has become of it so far. */
  totals(): Promise<LoadTotals>;
  /** Ends it. */
  stop(): Promise<LoadTotals>;
}

/** Starts a load, which runs until it is stopped. */
export async function startLoad(place: Place, options: LoadOptions): Promise<Load> {
  const { workers = 4, pause = 1_000, timeout = 2_000, allowed = [] } = options;
  const numbers = { workers, pause, timeout };
  const process = startIn(place, [
    programPath("load"),
    ...Object.entries(numbers).flatMap(([name, value]) => [`--${name}`, String(value)]),
    ...allowed.flatMap((name) => ["--allow", name]),
    options.way,
    options.target,
  ]);
  // A signal that comes earlier would end it.
  await process.nextLine();
  const report = async (signal: "SIGUSR1" | "SIGINT"): Promise<LoadTotals> => {
    process.signal(signal);
    const line = await process.nextLine(timeout * 3 + 5_000);
    // load.c, beside this file, prints just that.
    return JSON.parse(line) as LoadTotals;
  };
  return {
    totals: () => report("SIGUSR1"),
    async stop() {
      const totals = await report("SIGINT");
      await process.ended;
      return totals;
    },
  };
}
