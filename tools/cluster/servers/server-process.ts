import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

import { ClusterError } from "../cluster-error.ts";
import { onlyChildOf } from "./only-child.ts";

/** A command that starts the command after it somewhere else, such as in other namespaces. */
export interface Entrance {
  /** For example `["nsenter", "--net=/proc/4242/ns/net", "--"]`. */
  readonly command: readonly string[];
  /** Whether the program becomes its only child (`nsenter --pid`) instead of taking its place. */
  readonly forks: boolean;
}

/** A server to run. */
export interface ServerCommand {
  /** What it is called, for its log and for people. Default: the program's file name. */
  readonly name?: string;
  readonly program: string;
  readonly parameters: readonly string[];
  /** Added to the environment of this process. Default: nothing. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Its working folder; its log, NAME.log, is there too and goes on where it was. */
  readonly folder: string;
  /** Where it runs. Default: where this process does. */
  readonly entrance?: Entrance | undefined;
  /** Whether it serves; asked again and again, an error counts as no. */
  readonly isReady: () => Promise<boolean>;
}

/** A server that runs. */
export interface ServerProcess {
  readonly pid: number;
  /** Settles once it has ended, whatever ended it. */
  readonly ended: Promise<void>;
  /** Ends it with SIGTERM, and with SIGKILL what has not ended after `grace` milliseconds. */
  terminate(grace: number): Promise<void>;
  /** Ends it with SIGKILL. */
  kill(): Promise<void>;
}

/**
 * How long a server may take to be ready, in milliseconds: seconds, on two busy processors, but
 * minutes with hundreds of thousands of objects.
 */
const readyDeadline = 300_000;
/** How often it is asked, in milliseconds. */
const readyInterval = 50;
/** How many lines of its log an error shows. */
const shownLines = 15;

/**
 * Starts a server and waits until it is ready. It never outlives the thread that started it: the
 * kernel kills it then (PR_SET_PDEATHSIG, by setpriv of Debian's util-linux).
 *
 * @throws ClusterError `ended` or `late`, with the end of its log; it is not left running then
 */
export async function startServer(command: ServerCommand): Promise<ServerProcess> {
  const log = join(command.folder, `${nameOf(command)}.log`);
  const child = spawnServer(command, log);
  const server = observed(child, command.entrance?.forks ?? false);
  try {
    await untilReady(command, child);
    return server;
  } catch (error) {
    await server.kill();
    if (!(error instanceof ClusterError)) throw error;
    throw new ClusterError(error.code, `${error.message}:\n${await endOf(log)}`, error.cause);
  }
}

function spawnServer(command: ServerCommand, log: string): ChildProcess {
  const output = openSync(log, "a", 0o600);
  try {
    return spawn(
      "setpriv",
      [
        ...["--pdeathsig", "KILL", "--"],
        ...(command.entrance?.command ?? []),
        command.program,
        ...command.parameters,
      ],
      // In a session of its own, so that Ctrl-C reaches only us and we end it in order.
      {
        cwd: command.folder,
        env: { ...process.env, ...command.environment },
        detached: true,
        stdio: ["ignore", output, output],
      },
    );
  } finally {
    closeSync(output);
  }
}

function observed(child: ChildProcess, forks: boolean): ServerProcess {
  // 0 only where it could not be started, which startServer throws.
  const started = child.pid ?? 0;
  const program = () => (forks ? onlyChildOf(started) : undefined) ?? started;
  const end = Promise.withResolvers<undefined>();
  const settle = () => {
    end.resolve(undefined);
  };
  child.once("exit", settle);
  child.once("error", settle);
  const signal = (name: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) signalProcess(program(), name);
  };
  const kill = async () => {
    signal("SIGKILL");
    await end.promise;
  };
  return {
    get pid() {
      return program();
    },
    ended: end.promise,
    kill,
    async terminate(grace) {
      signal("SIGTERM");
      const timer = setTimeout(() => {
        signal("SIGKILL");
      }, grace);
      await end.promise;
      clearTimeout(timer);
    },
  };
}

function signalProcess(pid: number, name: NodeJS.Signals): void {
  if (pid === 0) return;
  try {
    process.kill(pid, name);
  } catch (error) {
    // It has ended meanwhile.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

async function untilReady(command: ServerCommand, child: ChildProcess): Promise<void> {
  const name = nameOf(command);
  const deadline = performance.now() + readyDeadline;
  let reason = "it says so itself";
  const isReady = () =>
    command.isReady().catch((error: unknown) => {
      reason = String(error);
      return false;
    });
  while (!(await isReady())) {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) {
      const how = child.signalCode ?? `exit code ${child.exitCode ?? "unknown"}`;
      throw new ClusterError("ended", `${name} ended while it started (${how})`);
    }
    if (performance.now() > deadline) {
      throw new ClusterError(
        "late",
        `${name} was not ready after ${readyDeadline / 1000} s (${reason})`,
      );
    }
    await delay(readyInterval);
  }
}

function nameOf({ name, program }: ServerCommand): string {
  return name ?? basename(program);
}

async function endOf(log: string): Promise<string> {
  const lines = (await readFile(log, "utf8")).trimEnd().split("\n");
  return lines.slice(-shownLines).join("\n");
}
