import { type Command, runToEnd } from "../command/run-to-end.ts";
import { ImageError, type ImageErrorCode } from "./image-error.ts";

/** How many lines of a failed command's output its error shows. */
const shownLines = 30;

/** What came of a command that ended. */
interface Outcome {
  readonly code: number | null;
  /** The last lines that it printed, of both streams. */
  readonly lines: readonly string[];
}

/** Whether a command can be run and ends well. */
export async function succeeds(command: Command): Promise<boolean> {
  try {
    return (await run(command, () => undefined, {})).code === 0;
  } catch {
    return false;
  }
}

/** What a command that must end well is told, and whom it tells. */
export interface CommandOptions {
  /** What an error of it is. */
  readonly code: ImageErrorCode;
  /** Sees each line that it prints, of both streams. */
  readonly onLine?: (line: string) => void;
  /** Added to the environment of this process. */
  readonly environment?: Readonly<Record<string, string>>;
}

/**
 * Runs a command to its end.
 *
 * @returns the last lines that it printed
 * @throws {ImageError} of the given code, with these lines, where it fails
 */
export async function runCommand(
  command: Command,
  options: CommandOptions,
): Promise<readonly string[]> {
  const { code: errorCode, onLine = () => undefined, environment = {} } = options;
  const what = command.join(" ");
  const { code, lines } = await run(command, onLine, environment).catch((error: unknown) => {
    throw new ImageError(errorCode, `${what} could not be run: ${String(error)}`, error);
  });
  if (code === 0) return lines;
  throw new ImageError(
    errorCode,
    `${what} failed (exit code ${code ?? "none"}):\n${lines.join("\n")}`,
  );
}

async function run(
  command: Command,
  onLine: (line: string) => void,
  environment: Readonly<Record<string, string>>,
): Promise<Outcome> {
  const lines: string[] = [];
  const { code } = await runToEnd(command, {
    environment,
    onLine: (line) => {
      lines.push(line);
      if (lines.length > shownLines) lines.shift();
      onLine(line);
    },
  });
  return { code, lines };
}
