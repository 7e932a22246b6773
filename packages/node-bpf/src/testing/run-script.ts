import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/**
 * Runs a script in a process of its own and returns the JSON that it prints.
 * Throws when it exits with another code than 0, writes to stderr or takes 30 seconds.
 */
export async function runScript(script: URL, ...scriptArguments: string[]): Promise<unknown> {
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ["--expose-gc", fileURLToPath(script), ...scriptArguments],
    { timeout: 30_000 },
  );
  if (stderr !== "") throw new Error(`${script.pathname} wrote to stderr: ${stderr}`);
  return JSON.parse(stdout) as unknown;
}
