import { isatty } from "node:tty";

import pino from "pino";
import type { Logger } from "pino";
import pretty from "pino-pretty";

export type { Logger } from "pino";

/** How log lines look. `json`: one object a line, for machines; `text`: for people. */
export type LogFormat = "text" | "json";

/** From the least important to the most. */
export const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

/** Lines of less importance are not written. */
export type LogLevel = (typeof logLevels)[number];

/** How a program logs. */
export interface LoggerOptions {
  readonly format: LogFormat;
  readonly level: LogLevel;
  /** File descriptor to write to; default: 2, standard error. */
  readonly descriptor?: number;
}

/** What a program's log looks like when nobody said: text where a person reads it. */
export function defaultLogFormat(): LogFormat {
  return isatty(2) ? "text" : "json";
}

/**
 * The program's log: a constant message `msg` with fields beside it, levels as words, times as ISO
 * 8601 in UTC. Lines are written synchronously, so that none is lost however the process ends.
 */
export function createLogger(options: LoggerOptions): Logger {
  const descriptor = options.descriptor ?? 2;
  const destination =
    options.format === "json"
      ? pino.destination({ dest: descriptor, sync: true })
      : pretty({
          destination: descriptor,
          sync: true,
          colorize: isatty(descriptor),
          translateTime: "SYS:HH:MM:ss.l",
        });
  return pino(
    {
      level: options.level,
      // Neither pid nor host name: whoever collects logs knows better where they come from.
      base: null,
      messageKey: "msg",
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: pino.stdSerializers.err, error: pino.stdSerializers.err },
    },
    destination,
  );
}
