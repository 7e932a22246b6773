import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

/** A program and its parameters. */
export type Command = readonly [program: string, ...parameters: string[]];

/** Which of its streams a command printed a line to. */
export type Stream = "output" | "errors";

/** In what surroundings a command runs, and who follows it. */
export interface RunOptions {
  /** Default: that of this process. */
  readonly folder?: string;
  /** Added to the environment of this process. */
  readonly environment?: Readonly<Record<string, string>>;
  /** All that it reads. Default: nothing. */
  readonly input?: string;
  /** After so many milliseconds it is killed. Default: it may take as long as it likes. */
  readonly timeout?: number;
  /** Sees each line that it prints, as it comes. */
  readonly onLine?: (line: string, stream: Stream) => void;
}

/** What came of a command that ended. */
export interface Outcome {
  /** Null: a signal ended it, as a timeout does. */
  readonly code: number | null;
  /** All that it printed to standard output. */
  readonly output: string;
  /** All that it printed to standard error. */
  readonly errors: string;
}

/**
 * Runs a command to its end and keeps what it prints. How it ended is for the caller to judge.
 *
 * @throws the system's error where it cannot be started
 */
export async function runToEnd(
  [program, ...parameters]: Command,
  { folder, environment = {}, input = "", timeout, onLine }: RunOptions = {},
): Promise<Outcome> {
  const child = spawn(program, parameters, {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: "pipe",
    timeout,
    killSignal: "SIGKILL",
  });
  const printed = { output: "", errors: "" };
  const follow = (stream: Stream, readable: Readable): void => {
    readable.setEncoding("utf8").on("data", (text: string) => {
      printed[stream] += text;
    });
    if (onLine === undefined) return;
    createInterface(readable).on("line", (line) => {
      onLine(line, stream);
    });
  };
  follow("output", child.stdout);
  follow("errors", child.stderr);
  // It may end without having read all; its exit code says why.
  child.stdin.on("error", () => undefined).end(input);
  const [code] = (await once(child, "close")) as [number | null]; // as Node documents it
  return { code, ...printed };
}
