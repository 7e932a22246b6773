import { Command, CommanderError, InvalidArgumentError, Option } from "commander";

import type { Result } from "./result.ts";

export { Command, Option } from "commander";

/** What a program's exit code says. */
export const exitCodes: Readonly<Record<"good" | "failure" | "usage", number>> = Object.freeze({
  good: 0,
  /** It could not do what it was asked for, or what it checked is bad. */
  failure: 1,
  /** It was asked wrongly: flags, arguments, environment variables. */
  usage: 2,
});

/** A program was asked wrongly; the message is one line that says how to ask. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** How a program introduces itself. */
export interface ProgramIdentity {
  readonly name: string;
  readonly description: string;
  readonly version: string;
}

/** A command line whose errors are thrown, for runProgram to report. */
export function createProgram(identity: ProgramIdentity): Command {
  return strict(
    new Command(identity.name)
      .description(identity.description)
      .version(identity.version, "-V, --version", "print the version and exit")
      .helpOption("-h, --help", "print this help and exit")
      .addHelpText("after", "\nExit codes: 0 good, 1 failure, 2 wrong usage."),
  );
}

/** A command below a program, like it in everything but its name. */
export function addCommand(program: Command, name: string, description: string): Command {
  return strict(
    program
      .command(name)
      .description(description)
      .helpOption("-h, --help", "print this help and exit"),
  );
}

function strict(command: Command): Command {
  return command
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
    .allowExcessArguments(false);
}

/**
 * A flag with its environment variable: LOCALREDIRECT_ and the flag's long name in upper snake
 * case. The command line wins.
 *
 * @param flags - as commander takes them, e.g. `--listen <address>`
 */
export function flag(flags: string, description: string): Option {
  const option = new Option(flags, description);
  return option.env(`LOCALREDIRECT_${option.name().replaceAll("-", "_").toUpperCase()}`);
}

/**
 * A flag that may be given several times. Its variable (and each use of the flag) may hold several
 * values, separated by commas.
 */
export function repeatableFlag<Value>(
  flags: string,
  description: string,
  parse: (text: string) => Result<Value>,
): Option {
  const parseOne = checked(parse);
  return flag(flags, `${description} (repeatable, or separated by commas)`).argParser(
    (text: string, previous: readonly Value[] | undefined) => [
      ...(previous ?? []),
      ...text.split(",").map((part) => parseOne(part.trim())),
    ],
  );
}

/** Lets commander check a flag's value with a parser that returns what is wrong as a value. */
export function checked<Value>(parse: (text: string) => Result<Value>): (text: string) => Value {
  return (text) => {
    const parsed = parse(text);
    if (!parsed.ok) {
      throw new InvalidArgumentError(parsed.reason);
    }
    return parsed.value;
  };
}

/**
 * Parses the command line, runs the action of its command and returns the exit code. Wrong usage is
 * said in one line on standard error, with how to get help; so is any other error.
 *
 * @param argv - as process.argv: the program's arguments begin at index 2
 */
export async function runProgram(
  program: Command,
  argv: readonly string[] = process.argv,
): Promise<number> {
  try {
    resolveBooleanVariables(program);
    await program.parseAsync(argv);
    return exitCodes.good;
  } catch (error) {
    return report(program.name(), error);
  }
}

function report(name: string, error: unknown): number {
  if (error instanceof CommanderError && error.exitCode === 0) {
    return exitCodes.good;
  }
  if (error instanceof CommanderError || error instanceof UsageError) {
    process.stderr.write(`${name}: ${oneLine(error.message)}\nTry '${name} --help'\n`);
    return exitCodes.usage;
  }
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${name}: ${oneLine(message)}\n`);
  return exitCodes.failure;
}

/** Commander begins with "error: ", puts suggestions on a line of their own, ends with a period. */
function oneLine(message: string): string {
  if (message === "(outputHelp)") {
    return "No command is given";
  }
  return message
    .replace(/^error: /, "")
    .replaceAll(/\s*\n\s*/g, " ")
    .replace(/\.$/, "");
}

/**
 * Commander takes a flag without value as given as soon as its variable exists, whatever it holds.
 * People write LOCALREDIRECT_INSECURE=false and mean it, so such a variable is taken away first.
 */
function resolveBooleanVariables(command: Command): void {
  for (const option of command.options) {
    const variable = option.envVar;
    if (variable !== undefined && option.isBoolean()) {
      resolveBooleanVariable(variable);
    }
  }
  command.commands.forEach(resolveBooleanVariables);
}

function resolveBooleanVariable(variable: string): void {
  const value = process.env[variable]?.toLowerCase();
  if (value === undefined || value === "true" || value === "1") {
    return;
  }
  if (value !== "false" && value !== "0" && value !== "") {
    throw new UsageError(`${variable} is '${value}', neither true nor false`);
  }
  Reflect.deleteProperty(process.env, variable);
}
