import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/**
 * Runs a script of this folder in a process of its own and returns the JSON that it prints.
 * Throws when it exits with another code than 0, writes to stderr or takes 30 seconds.
 */
export async function runScript(name: string, ...scriptArguments: string[]): Promise<unknown> {
  const path = fileURLToPath(new URL(name, import.meta.url));
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ["--expose-gc", path, ...scriptArguments],
    { timeout: 30_000 },
  );
  if (stderr !== "") throw new Error(`${name} wrote to stderr: ${stderr}`);
  return JSON.parse(stdout) as unknown;
}
