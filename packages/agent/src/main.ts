import {
  createLogger,
  createProgram,
  exitCodes,
  onShutdown,
  packageVersion,
  runProgram,
} from "@localredirect/process";
import type { Logger } from "@localredirect/process";
import { hostname } from "node:os";
import { startAgent } from "./app.ts";
import { addAgentFlags, agentConfig, uninstallConfig } from "./config.ts";
import type { AgentFlags } from "./config.ts";
import { uninstall } from "./datapath/kernel/uninstall.ts";
import { openDatapath, PreflightError } from "./open-datapath.ts";

/** Longer than one batch takes to reach the kernel; an upgrade waits for this process to end. */
const shutdownDeadline = 1_800;

const version = packageVersion(import.meta.url);

const program = addAgentFlags(
  createProgram({
    name: "localredirect-agent",
    description: "Brings a node's table of redirects from a controller into the kernel.",
    version,
  }),
).action(async (flags: AgentFlags) => {
  if (flags.uninstall === true) await runUninstall(flags);
  else await runAgent(flags);
});

async function runAgent(flags: AgentFlags): Promise<void> {
  const nodeName = process.env["NODE_NAME"];
  const config = agentConfig(flags, { nodeName, hostname: hostname() });
  const logger = createLogger(config.log);
  try {
    const agent = await startAgent(config, { logger, version, openDatapath });
    onShutdown({ logger, deadline: shutdownDeadline, stop: () => agent.stop() });
  } catch (error) {
    fail(logger, error, "cannot start");
  }
}

async function runUninstall(flags: AgentFlags): Promise<void> {
  const { pinFolder, log } = uninstallConfig(flags);
  const logger = createLogger(log);
  try {
    const { detached, removed } = await uninstall(pinFolder, logger);
    const found = detached.length + removed.length > 0;
    logger.info({ pinFolder, detached, removed }, found ? "uninstalled" : "nothing to uninstall");
  } catch (error) {
    fail(logger, error, "cannot uninstall");
  }
}

function fail(logger: Logger, error: unknown, message: string): void {
  const reason = error instanceof Error ? error.message : String(error);
  const problems = error instanceof PreflightError ? error.problems : undefined;
  logger.fatal({ reason, problems }, message);
  process.exitCode = exitCodes.failure;
}

const code = await runProgram(program);
if (code !== exitCodes.good) process.exitCode = code;
