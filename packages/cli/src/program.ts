import {
  addClientSecurityFlags,
  addCommand,
  createProgram,
  exitCodes,
  flag,
  Option,
  packageVersion,
  runProgram,
} from "@localredirect/process/light";
import type { Command } from "@localredirect/process/light";

import type { ConnectionFlags } from "./observe/connection.ts";
import { outputFormats } from "./output-format.ts";
import type { OutputFormat } from "./output-format.ts";

interface ValidateFlags {
  readonly output: OutputFormat;
}

/**
 * Runs the command line and returns the exit code. Each command is loaded when it is asked for, so
 * that none waits for what another one needs.
 *
 * @param argv - as process.argv
 */
export async function run(argv: readonly string[]): Promise<number> {
  const program = createProgram({
    name: "localredirect",
    description: "Checks policies and shows what localredirect makes of them.",
    version: packageVersion(import.meta.url),
  });
  let outcome = exitCodes.good;
  addValidate(program, (code) => {
    outcome = code;
  });
  addObserving(program);
  const code = await runProgram(program, argv);
  return code === exitCodes.good ? outcome : code;
}

function addValidate(program: Command, onOutcome: (code: number) => void): void {
  addCommand(program, "validate", "Checks manifests by the rules that the API server has.")
    .argument("<file...>", "files with YAML or JSON manifests, - for standard input")
    .addOption(outputOption())
    .addHelpText("after", "\nExit code 1: a policy is not valid, or a file cannot be read.")
    .action(async (files: readonly string[], flags: ValidateFlags) => {
      const { validate } = await import("./validate/validate.ts");
      onOutcome(validate(files, flags) ? exitCodes.good : exitCodes.failure);
    });
}

function addObserving(program: Command): void {
  const status = addCommand(program, "status", "Shows how far nodes and policies are.");
  addConnectionFlags(status).action(async (flags: ConnectionFlags) => {
    const { status: show } = await import("./status/status.ts");
    await show(flags);
  });
  const tables = addCommand(program, "tables", "Shows which redirects nodes should have.");
  addConnectionFlags(tables)
    .argument("[node]", "show this node's table only")
    .action(async (node: string | undefined, flags: ConnectionFlags) => {
      const { tables: show } = await import("./tables/tables.ts");
      await show(node, flags);
    });
}

function addConnectionFlags(command: Command): Command {
  command.addOption(
    flag("--controller <address>", "where the controller serves: HOST:PORT or unix:PATH"),
  );
  return addClientSecurityFlags(command).addOption(outputOption());
}

function outputOption(): Option {
  return new Option("-o, --output <format>", "how to print")
    .choices([...outputFormats])
    .default("text")
    .env("LOCALREDIRECT_OUTPUT");
}
