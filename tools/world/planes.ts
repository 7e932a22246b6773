import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";

import { startIn } from "./place.ts";
import type { PlacedProcess, ProcessEnd } from "./placed-process.ts";
import { until } from "./until.ts";
import type { World } from "./world.ts";

/** The real programs, running on the world's node. */
export interface Planes {
  /** What `--controller` gets. */
  readonly address: string;
  /** Where the agent pins. */
  readonly pins: string;
  /** Returns when it has read all manifests. */
  startController(): Promise<void>;
  /**
   * Returns the fields of its log line `ready`.
   *
   * @param program another build of the agent; default this checkout's
   */
  startAgent(program?: string): Promise<Readonly<Record<string, unknown>>>;
  /** Sends a signal to one of them and waits for its end. */
  end(which: "controller" | "agent", signal: NodeJS.Signals): Promise<void>;
  /** The process's pid, while it runs. */
  pid(which: "controller" | "agent"): number | undefined;
  /** Runs `localredirect` or `localredirect-agent --uninstall` to its end. */
  run(command: readonly string[]): Promise<ProcessEnd>;
  /** All that one of them has logged, by all of its processes. */
  log(which: "controller" | "agent"): string;
  /** Writes both logs into a new folder, and returns it with the last lines of each. */
  keepLogs(): { readonly folder: string; readonly tails: string };
}

const binaries = `${import.meta.dirname}/../../node_modules/.bin`;

/** What the programs are told beside the defaults. */
export interface PlanesOptions {
  /** Where the agent's programs are attached; default the cgroup of the whole node. */
  readonly cgroup?: string;
  /** Further parameters of the agent. */
  readonly parameters?: readonly string[];
  /** Where the controller serves; default a unix socket. */
  readonly address?: string;
  /** Where the agent looks for it; default there. */
  readonly agentAddress?: string;
  /** Further parameters of the controller. */
  readonly controllerParameters?: readonly string[];
}

/** @param manifests the folder that the controller reads */
export function createPlanes(world: World, manifests: string, options: PlanesOptions = {}): Planes {
  const { address = `unix:${join(world.folder, "controller.sock")}` } = options;
  const { agentAddress = address, cgroup = world.cgroup } = options;
  const pins = join(world.folder, "bpf", "localredirect");
  const running = new Map<string, PlacedProcess>();
  const logs = { controller: "", agent: "" };

  const start = (command: readonly string[]): PlacedProcess => {
    const [program = "", ...parameters] = command;
    const PATH = `${binaries}${delimiter}${process.env["PATH"] ?? ""}`;
    const environment = { PATH, LOCALREDIRECT_LOG_FORMAT: "json" };
    // An absolute path, of another build, stays as it is.
    return startIn(world.host, [resolve(binaries, program), ...parameters], { environment });
  };
  const startPlane = async (
    which: "controller" | "agent",
    command: readonly string[],
    message: string,
  ): Promise<Readonly<Record<string, unknown>>> => {
    const plane = start(command);
    running.set(which, plane);
    void plane.ended.then(({ errors }) => {
      logs[which] += errors;
      if (running.get(which) === plane) running.delete(which);
    });
    let line: Readonly<Record<string, unknown>> | undefined;
    await until(`the ${which} logs "${message}"`, () => {
      if (running.get(which) !== plane) throw new Error(`The ${which} ended at once`);
      line = findLogLine(plane.errors(), message);
      return line !== undefined;
    });
    return line ?? {};
  };

  const logOf = (which: "controller" | "agent"): string =>
    logs[which] + (running.get(which)?.errors() ?? "");

  return {
    address,
    pins,
    async startController() {
      const parameters = ["--source", `files:${manifests}`, "--listen", address];
      const more = options.controllerParameters ?? [];
      const command = ["localredirect-controller", ...parameters, ...more];
      await startPlane("controller", command, "sources listed");
    },
    startAgent(program = "localredirect-agent") {
      const place = ["--cgroup", cgroup, "--pin", pins];
      const parameters = ["--controller", agentAddress, "--node", world.name, ...place];
      const more = options.parameters ?? [];
      return startPlane("agent", [program, ...parameters, ...more], "ready");
    },
    async end(which, signal) {
      const plane = running.get(which);
      plane?.signal(signal);
      await plane?.ended;
    },
    pid: (which) => running.get(which)?.pid,
    run: (command) => start(command).ended,
    log: logOf,
    keepLogs() {
      const folder = mkdtempSync(join(tmpdir(), "localredirect-logs-"));
      const tails = (["controller", "agent"] as const).map((which) => {
        const log = logOf(which);
        writeFileSync(join(folder, `${which}.log`), log);
        return [`Last lines of the ${which}:`, ...log.trimEnd().split("\n").slice(-10)].join("\n");
      });
      return { folder, tails: tails.join("\n") };
    },
  };
}

/** The fields of the last line with that message; the logs are JSON lines. */
export function findLogLine(
  log: string,
  message: string,
): Readonly<Record<string, unknown>> | undefined {
  return log
    .split("\n")
    .filter((line) => line.startsWith("{") && line.endsWith("}"))
    .map((line): unknown => JSON.parse(line))
    .findLast(
      (fields): fields is Record<string, unknown> =>
        typeof fields === "object" && fields !== null && "msg" in fields && fields.msg === message,
    );
}
