/** The projects of vitest.config.ts. */
export const projects = ["unit", "kernel", "cluster"] as const;

/** One of them. */
export type Project = (typeof projects)[number];

/** What is to be run. */
export interface TestCommand {
  /** Undefined: the checks and every project. */
  readonly only: Project | undefined;
  /** A folder for vitest's reports in JSON; undefined: none are written. */
  readonly reports: string | undefined;
  /** What goes to vitest as it is: options, and parts of the files' names. */
  readonly parameters: readonly string[];
}

/** Reads `[unit | kernel | cluster] [--reports=DIR] [PARAMETER..]`. */
export function readTestCommand(words: readonly string[]): TestCommand {
  const only = projects.find((project) => project === words[0]);
  const others = only === undefined ? words : words.slice(1);
  const flag = "--reports=";
  return {
    only,
    reports: others.find((word) => word.startsWith(flag))?.slice(flag.length),
    parameters: others.filter((word) => !word.startsWith(flag)),
  };
}
