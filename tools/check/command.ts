import { execFile } from "node:child_process";

/** What came of a command. */
export interface Outcome {
  readonly ok: boolean;
  /** All that it printed, both streams. */
  readonly output: string;
}

/** Runs a command from the root of the repository, with the programs of node_modules first. */
export function runCommand(command: readonly string[]): Promise<Outcome> {
  const [program = "", ...parameters] = command;
  return new Promise((resolve) => {
    const options = { maxBuffer: 64 * 1024 * 1024, env: environment() };
    const child = execFile(program, parameters, options, (error, stdout, stderr) => {
      const output = `${stdout}${stderr}`.trim();
      resolve({ ok: error === null, output: output === "" ? (error?.message ?? "") : output });
    });
    child.stdin?.end();
  });
}

/** Runs commands one after the other, all of them, also where some fail. */
export async function runCommands(commands: readonly (readonly string[])[]): Promise<Outcome> {
  const outcomes: Outcome[] = [];
  for (const command of commands) outcomes.push(await runCommand(command));
  return {
    ok: outcomes.every(({ ok }) => ok),
    output: outcomes
      .filter(({ ok }) => !ok)
      .map(({ output }) => output)
      .join("\n"),
  };
}

function environment(): NodeJS.ProcessEnv {
  const { PATH = "", ...others } = process.env;
  const modules = `${process.cwd()}/node_modules/.bin`;
  // nx: no background process, no screen of its own.
  return { ...others, PATH: `${modules}:${PATH}`, NX_DAEMON: "false", NX_TUI: "false" };
}
