import { runToEnd } from "../../command/run-to-end.ts";
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
  const shown: string[] = [];
  const { code } = await runToEnd(
    ["setpriv", "--pdeathsig", "KILL", "nice", "-n", "10", command.go, ...command.parameters],
    {
      ...{ folder: command.folder, environment },
      onLine: (line, stream) => {
        if (stream === "output") {
          command.onLine?.(line);
          return;
        }
        shown.push(line);
        if (shown.length > shownLines) shown.shift();
        command.onErrorLine?.(line);
      },
    },
  );
  if (code !== 0) {
    const what = `go ${command.parameters.join(" ")} in ${command.folder}`;
    throw new ClusterError(
      "build",
      `${what} failed (exit code ${code ?? "none"}):\n${shown.join("\n")}`,
    );
  }
}

/** What could make the build differ from one machine to another is set. */
const environment = { CGO_ENABLED: "0", GOFLAGS: "-mod=readonly", GOWORK: "off" };
