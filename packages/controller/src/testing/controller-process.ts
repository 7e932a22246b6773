import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../main.ts", import.meta.url));

export type LogLine = Readonly<Record<string, unknown>>;

/** A controller as a process of its own. */
export interface ControllerProcess {
  /** What it has logged so far. */
  readonly lines: readonly LogLine[];
  /** The first line with this message, also when it is still to come; rejects when it ends first. */
  line(message: string): Promise<LogLine>;
  kill(signal: NodeJS.Signals): void;
  /** The exit code, and all of standard error. */
  readonly ended: Promise<{ readonly code: number | null; readonly stderr: string }>;
}

/** `environment`: beside this process's own; `entrance`: a command that runs it elsewhere. */
export function startControllerProcess(
  parameters: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  entrance: readonly string[] = [],
): ControllerProcess {
  const [enter, ...into] = entrance;
  const own = enter === undefined ? [] : [...into, process.execPath];
  const child = spawn(enter ?? process.execPath, [...own, program, ...parameters], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, ...environment },
  });
  const lines: LogLine[] = [];
  const waiting = new Map<string, PromiseWithResolvers<LogLine>>();
  let stderr = "";
  createInterface({ input: child.stderr }).on("line", (text) => {
    stderr += `${text}\n`;
    if (text.startsWith("{")) {
      const line = JSON.parse(text) as LogLine; // one object a line is what is tested
      lines.push(line);
      waiting.get(String(line["msg"]))?.resolve(line);
    }
  });
  const ended = new Promise<{ code: number | null; stderr: string }>((resolve) => {
    child.once("close", (code) => {
      waiting.forEach(({ reject }) => {
        reject(new Error(`It ended with ${String(code)}:\n${stderr}`));
      });
      resolve({ code, stderr });
    });
  });
  return {
    lines,
    line: (message) => {
      const known = lines.find(({ msg }) => msg === message);
      if (known !== undefined) return Promise.resolve(known);
      const waiter = waiting.get(message) ?? Promise.withResolvers<LogLine>();
      waiting.set(message, waiter);
      return waiter.promise;
    },
    kill: (signal) => child.kill(signal),
    ended,
  };
}
