import type { Command } from "./command-line.ts";
import { flag } from "./command-line.ts";
import { defaultLogFormat, logLevels } from "./logger.ts";
import type { LoggerOptions, LogFormat, LogLevel } from "./logger.ts";

/** What commander makes of the flags that addLogFlags adds. */
export interface LogFlags {
  readonly logFormat: LogFormat;
  readonly logLevel: LogLevel;
}

/** Adds --log-format and --log-level to a command. */
export function addLogFlags(command: Command): Command {
  return command
    .addOption(
      flag("--log-format <format>", "how log lines on standard error look")
        .choices(["text", "json"])
        .default(defaultLogFormat(), "text on a terminal, else json"),
    )
    .addOption(
      flag("--log-level <level>", "the least important lines to log")
        .choices([...logLevels])
        .default("info"),
    );
}

/** The flags as createLogger takes them. */
export function loggerOptions(flags: LogFlags): LoggerOptions {
  return { format: flags.logFormat, level: flags.logLevel };
}
