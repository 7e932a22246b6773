import type { ChildProcessWithoutNullStreams } from "node:child_process";

import type { LineQueue } from "./line-queue.ts";

/** How a process ended, and the last that it printed. */
export interface ProcessEnd {
  /** The exit code; null: a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The end of its standard output, at most 256 KiB of it. */
  readonly output: string;
  /** The end of its standard error, at most 256 KiB of it. */
  readonly errors: string;
}

/** A process of a world. */
export interface PlacedProcess {
  readonly pid: number;
  /** Settles when the process has ended and all that it printed is read; never rejects. */
  readonly ended: Promise<ProcessEnd>;
  /** The next line of its standard output. @param timeout in milliseconds, default 5,000 */
  nextLine(timeout?: number): Promise<string>;
  /** Writes to its standard input. */
  write(text: string): void;
  /** Ends its standard input. */
  endInput(): void;
  /** Sends a signal; one to a process that has ended is ignored. */
  signal(signal: NodeJS.Signals): void;
  /** The end of what it has printed to standard error so far. */
  errors(): string;
}

/** How much of each stream is kept, in characters. */
const keptOutput = 256 * 1024;

/** @throws {Error} where the process could not be started at all */
export function createPlacedProcess(
  child: ChildProcessWithoutNullStreams,
  lines: LineQueue,
  command: readonly string[],
): PlacedProcess {
  const { pid } = child;
  if (pid === undefined) throw new Error(`Could not start ${command.join(" ")}`);
  let output = "";
  let errors = "";

  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output = (output + text).slice(-keptOutput);
    lines.push(text);
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors = (errors + text).slice(-keptOutput);
  });
  // What is written to a process that has just ended is lost, as with any process.
  child.stdin.on("error", () => undefined);

  const ended = new Promise<ProcessEnd>((resolve) => {
    child.on("close", (code, signal) => {
      lines.end();
      resolve({ code, signal, output, errors });
    });
  });

  return {
    pid,
    ended,
    async nextLine(timeout = 5_000) {
      try {
        return await lines.next(timeout);
      } catch (cause) {
        throw new Error(`No line from ${command.join(" ")}: ${errors.trim()}`, { cause });
      }
    },
    write(text) {
      child.stdin.write(text);
    },
    endInput() {
      child.stdin.end();
    },
    signal(signal) {
      child.kill(signal);
    },
    errors: () => errors,
  };
}
