import type { Logger } from "@localredirect/process";
import type { AgentConfig } from "./config.ts";
import type { Datapath } from "./datapath/datapath.ts";
import { openKernelDatapath } from "./datapath/kernel/open-kernel-datapath.ts";
import { preflight } from "./preflight/preflight.ts";

/** The agent cannot work on this machine; `problems` says all that is in the way. */
export class PreflightError extends Error {
  override readonly name = "PreflightError";
  /** At least one; each says how to mend it. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The agent cannot work on this machine: ${problems.join("; ")}`);
    this.problems = problems;
  }
}

/**
 * Looks whether the machine is fit, then takes over or makes what is pinned.
 *
 * @throws PreflightError, DatapathError
 */
export async function openDatapath(config: AgentConfig, logger: Logger): Promise<Datapath> {
  const { pinFolder, cgroup, maxRedirects, qosLimit } = config;
  const fit = preflight({ pinFolder, cgroup, logger });
  if (!fit.ok) throw new PreflightError(fit.problems);
  if (qosLimit > 0) logger.warn({ qosLimit }, "--qos-limit is not in force yet: no limit applies");
  const { path, level: cgroupLevel } = fit.cgroup;
  return openKernelDatapath({ pinFolder, cgroup: path, cgroupLevel, maxRedirects, logger });
}
