import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

import { ClusterError } from "../cluster-error.ts";

/** How many lines of a failed command's output its error shows. */
const shownLines = 20;

/** One call of the go command. */
export interface GoCommand {
  /** The path of `go`, or its name. */
  readonly go: string;
  /** The folder of the module. */
  readonly folder: string;
  readonly parameters: readonly string[];
  /** Sees each line of standard output. */
  readonly onLine?: (line: string) => void;
  /** Sees each line of standard error. */
  readonly onErrorLine?: (line: string) => void;
}

/**
 * Runs `go`, with low priority, since a build takes minutes of all processors. It does not outlive
 * this process.
 *
 * @throws ClusterError `build` with the end of what it printed
 */
export async function runGo(command: GoCommand): Promise<void> {
  const child = spawn(
    "setpriv",
    ["--pdeathsig", "KILL", "nice", "-n", "10", command.go, ...command.parameters],
    { cwd: command.folder, env: environment(), stdio: ["ignore", "pipe", "pipe"] },
  );
  const ended = Promise.withResolvers<number | null>();
  child.on("error", ended.reject);
  child.on("close", ended.resolve);
  const shown: string[] = [];
  createInterface(child.stdout).on("line", (line) => command.onLine?.(line));
  createInterface(child.stderr).on("line", (line) => {
    shown.push(line);
    if (shown.length > shownLines) shown.shift();
    command.onErrorLine?.(line);
  });
  const code = await ended.promise;
  if (code !== 0) {
    const what = `go ${command.parameters.join(" ")} in ${command.folder}`;
    throw new ClusterError(
      "build",
      `${what} failed (exit code ${code ?? "none"}):\n${shown.join("\n")}`,
    );
  }
}

/** What could make the build differ from one machine to another is set. */
function environment(): NodeJS.ProcessEnv {
  return { ...process.env, CGO_ENABLED: "0", GOFLAGS: "-mod=readonly", GOWORK: "off" };
}
