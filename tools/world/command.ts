import { execFile } from "node:child_process";

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
export function runCommand(
  command: readonly string[],
  input = "",
  timeout = 10_000,
): Promise<string> {
  const [program = "", ...parameters] = command;
  return new Promise((resolve, reject) => {
    const child = execFile(program, parameters, { timeout }, (error, stdout, stderr) => {
      if (error === null) {
        resolve(stdout);
        return;
      }
      const said = stderr.trim() === "" ? error.message : stderr.trim();
      const message = `Command ${command.join(" ")} failed: ${said}\nIts input:\n${input}`;
      reject(new CommandError(message, { cause: error }));
    });
    // A command that fails at once does not read; its exit code says so.
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(input);
  });
}
