import { type Entrance, type ServerProcess, startServer } from "./server-process.ts";

/** How the scheduler is started. */
export interface SchedulerOptions {
  readonly program: string;
  readonly folder: string;
  /** Undefined: where this process runs. */
  readonly entrance: Entrance | undefined;
  /** The path of a kubeconfig as system:kube-scheduler. */
  readonly kubeconfig: string;
  /** Added to our own, at the end. */
  readonly flags: readonly string[];
}

/** Starts kube-scheduler. Its work shows only in pods, so it counts as ready once it runs. */
export function startScheduler(options: SchedulerOptions): Promise<ServerProcess> {
  return startServer({
    program: options.program,
    folder: options.folder,
    entrance: options.entrance,
    isReady: () => Promise.resolve(true),
    parameters: [
      `--kubeconfig=${options.kubeconfig}`,
      // It is the only one, and nobody asks it for its metrics.
      "--leader-elect=false",
      "--secure-port=0",
      ...options.flags,
    ],
  });
}
