import type { ServerProcess } from "./server-process.ts";

/** A server that goes and comes back, with its data and its address. */
export interface RestartableServer {
  /** Starts it and waits until it is ready; nothing where it runs. */
  start(): Promise<void>;
  /** Ends it in order; nothing where it does not run. */
  stop(): Promise<void>;
  /** Ends it as a crash would; nothing where it does not run. */
  kill(): Promise<void>;
  /** Undefined: it does not run. */
  pid(): number | undefined;
}

/**
 * How long it may take to end in order, in milliseconds. An API server whose etcd has gone, or that
 * serves watches to clients which do not go, never ends.
 */
const grace = 10_000;

/** A server that does not run yet. Its calls must not overlap. */
export function restartableServer(launch: () => Promise<ServerProcess>): RestartableServer {
  let running: ServerProcess | undefined;
  return {
    async start() {
      if (running !== undefined) return;
      const started = await launch();
      running = started;
      void started.ended.then(() => {
        if (running === started) running = undefined;
      });
    },
    async stop() {
      await running?.terminate(grace);
    },
    async kill() {
      await running?.kill();
    },
    pid: () => running?.pid,
  };
}
