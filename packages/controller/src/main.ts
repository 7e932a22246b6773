import {
  createLogger,
  createProgram,
  exitCodes,
  onShutdown,
  packageVersion,
  runProgram,
} from "@localredirect/process";

import { startController } from "./app.ts";
import { addControllerFlags, controllerConfig } from "./config.ts";
import type { ControllerFlags } from "./config.ts";
import { useSmallBufferPool } from "./small-buffer-pool.ts";

/** Longer than draining, closing and the sources take together; supervisors wait 30 s. */
const shutdownDeadline = 10_000;

useSmallBufferPool();

const version = packageVersion(import.meta.url);

const program = addControllerFlags(
  createProgram({
    name: "localredirect-controller",
    description: "Compiles policies into the tables of nodes and serves these to agents.",
    version,
  }),
).action(async (flags: ControllerFlags) => {
  const { POD_NAME: podName, POD_NAMESPACE: podNamespace, POD_IP: podIp } = process.env;
  const config = controllerConfig(flags, { podName, podNamespace, podIp });
  const logger = createLogger(config.log);
  try {
    const controller = await startController(config, { logger, version });
    onShutdown({ logger, deadline: shutdownDeadline, stop: () => controller.stop() });
  } catch (error) {
    logger.fatal(
      { reason: error instanceof Error ? error.message : String(error) },
      "cannot start",
    );
    process.exitCode = exitCodes.failure;
  }
});

const code = await runProgram(program);
if (code !== exitCodes.good) {
  process.exitCode = code;
}
