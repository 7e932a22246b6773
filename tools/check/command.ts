import { type Command, runToEnd } from "../command/run-to-end.ts";

/** What came of a command. */
export interface Outcome {
  readonly ok: boolean;
  /** All that it printed, both streams. */
  readonly output: string;
}

/** Runs a command from the root of the repository, with the programs of node_modules first. */
export async function runCommand(command: Command): Promise<Outcome> {
  try {
    const { code, output, errors } = await runToEnd(command, { environment: environment() });
    const printed = `${output}${errors}`.trim();
    return { ok: code === 0, output: printed === "" ? `Exit code ${code ?? "none"}` : printed };
  } catch (error) {
    return { ok: false, output: String(error) };
  }
}

/** Runs commands one after the other, all of them, also where some fail. */
export async function runCommands(commands: readonly Command[]): Promise<Outcome> {
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

function environment(): Readonly<Record<string, string>> {
  const modules = `${process.cwd()}/node_modules/.bin`;
  // nx: no background process, no screen of its own.
  return {
    PATH: `${modules}:${process.env["PATH"] ?? ""}`,
    NX_DAEMON: "false",
    NX_TUI: "false",
  };
}
