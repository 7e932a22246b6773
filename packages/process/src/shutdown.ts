import type { Logger } from "pino";

/** How a program ends when it is told to. */
export interface ShutdownOptions {
  readonly logger: Logger;
  /** Ends everything in order. Called at most once. */
  readonly stop: (reason: string) => Promise<void>;
  /** How long `stop` may take, in milliseconds, before the process ends regardless. */
  readonly deadline: number;
  /** Ends the process; default: process.exit. */
  readonly exit?: (code: number) => void;
}

const signals = ["SIGTERM", "SIGINT"] as const;

/**
 * From now on SIGTERM and SIGINT end the program in order, once: exit code 0, or 1 where `stop`
 * fails or takes too long. A second signal ends it at once. An error that nobody handled is logged
 * and ends it with 1, since what it left behind is unknown. Returns how to take that back.
 */
export function onShutdown(options: ShutdownOptions): () => void {
  const exit = options.exit ?? ((code: number) => process.exit(code));
  let stopping = false;

  const onSignal = (signal: NodeJS.Signals): void => {
    if (stopping) {
      options.logger.warn({ signal }, "stopping at once");
      exit(1);
      return;
    }
    stopping = true;
    options.logger.info({ signal }, "stopping");
    void stopWithin(options, signal).then(exit);
  };
  const onError = (error: unknown): void => {
    options.logger.fatal({ err: error }, "unhandled error");
    exit(1);
  };

  signals.forEach((signal) => process.on(signal, onSignal));
  process.on("uncaughtException", onError);
  process.on("unhandledRejection", onError);
  return () => {
    signals.forEach((signal) => process.off(signal, onSignal));
    process.off("uncaughtException", onError);
    process.off("unhandledRejection", onError);
  };
}

async function stopWithin(options: ShutdownOptions, reason: string): Promise<number> {
  const late = Promise.withResolvers<number>();
  const timer = setTimeout(() => {
    options.logger.error({ deadline: options.deadline }, "not stopped in time");
    late.resolve(1);
  }, options.deadline);
  try {
    return await Promise.race([late.promise, stopAndSay(options, reason)]);
  } finally {
    clearTimeout(timer);
  }
}

async function stopAndSay(options: ShutdownOptions, reason: string): Promise<number> {
  try {
    await options.stop(reason);
    options.logger.info("stopped");
    return 0;
  } catch (error) {
    options.logger.error({ err: error }, "stopping failed");
    return 1;
  }
}
