import { runToEnd } from "../command/run-to-end.ts";

/** A command of the machine (ip, nft, ..) that did not work; the message has what it printed. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}

/**
 * Runs a command to its end.
 *
 * @param command its name and parameters
 * @param input what it reads
 * @param timeout in milliseconds
 * @returns what it printed to standard output
 * @throws {CommandError} where it fails, or has not ended in time
 */
export async function runCommand(
  command: readonly string[],
  input = "",
  timeout = 10_000,
): Promise<string> {
  const fail = (why: string, cause?: unknown): never => {
    const message = `Command ${command.join(" ")} failed: ${why}\nIts input:\n${input}`;
    throw new CommandError(message, { cause });
  };
  const [program = "", ...parameters] = command;
  const outcome = await runToEnd([program, ...parameters], { input, timeout }).catch(
    (error: unknown) => fail(String(error), error),
  );
  const { code, output, errors } = outcome;
  if (code === 0) return output;
  const ending =
    code === null ? `it was killed, after ${timeout} ms at the latest` : `exit code ${code}`;
  return fail(errors.trim() === "" ? ending : errors.trim());
}
