import { spawn } from "node:child_process";
import { once } from "node:events";

/** A part of a test run that has ended. */
export interface Stage {
  readonly name: string;
  readonly ok: boolean;
  /** How long it took. */
  readonly seconds: number;
}

/** A program and its parameters. */
export type StageCommand = readonly [program: string, ...parameters: string[]];

/** How a stage's command runs. */
export interface StageOptions {
  /** Added to the environment of this process. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Only what it has to say, its standard error, is shown. */
  readonly quiet?: true;
}

/** Runs a command to its end, from the working directory and with this process's terminal. */
export async function performStage(
  name: string,
  [program, ...parameters]: StageCommand,
  { environment = {}, quiet }: StageOptions = {},
): Promise<Stage> {
  const start = performance.now();
  const child = spawn(program, parameters, {
    env: { ...process.env, ...environment },
    stdio: ["inherit", quiet === true ? "ignore" : "inherit", "inherit"],
  });
  const [code] = (await once(child, "close")) as [number | null];
  return { name, ok: code === 0, seconds: (performance.now() - start) / 1000 };
}
