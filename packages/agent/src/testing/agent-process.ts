import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../../bin/localredirect-agent.js", import.meta.url));

export type LogLine = Readonly<Record<string, unknown>>;

/** What is left of a process. */
export interface Ending {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** An agent as a process of its own. */
export interface AgentProcess {
  readonly pid: number;
  /** The first line with this message, also when it is still to come; rejects when it ends first. */
  line(message: string): Promise<LogLine>;
  kill(signal: NodeJS.Signals): void;
  readonly ended: Promise<Ending>;
}

/** Variables of the test's own surroundings must not be taken for flags. */
function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith("LOCALREDIRECT_"));
  return Object.fromEntries(own);
}

export function startAgentProcess(
  parameters: readonly string[],
  variables: NodeJS.ProcessEnv = {},
): AgentProcess {
  const child = spawn(process.execPath, [program, ...parameters], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...environment(), ...variables },
  });
  const lines: LogLine[] = [];
  const waiting: { readonly message: string; readonly resolver: PromiseWithResolvers<LogLine> }[] =
    [];
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (bytes: Buffer) => {
    stdout += bytes.toString();
  });
  createInterface({ input: child.stderr }).on("line", (text) => {
    stderr += `${text}\n`;
    if (!text.startsWith("{")) return;
    const line = JSON.parse(text) as LogLine; // one object a line is what is tested
    lines.push(line);
    for (const { message, resolver } of waiting)
      if (line["msg"] === message) resolver.resolve(line);
  });
  const ended = new Promise<Ending>((resolve) => {
    child.once("close", (code) => {
      const error = new Error(`It ended with ${String(code)}:\n${stderr}`);
      for (const { resolver } of waiting) resolver.reject(error);
      resolve({ code, stdout, stderr });
    });
  });
  return {
    pid: child.pid ?? 0,
    line: (message) => {
      const resolver = Promise.withResolvers<LogLine>();
      const known = lines.find(({ msg }) => msg === message);
      if (known === undefined) waiting.push({ message, resolver });
      else resolver.resolve(known);
      return resolver.promise;
    },
    kill: (signal) => child.kill(signal),
    ended,
  };
}
