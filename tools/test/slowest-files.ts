import { relative } from "node:path";

import type { Reporter, TestModule } from "vitest/node";

/** How many files are named. */
const shown = 10;

/** A file of tests that was run. */
export interface TimedFile {
  readonly project: string;
  readonly path: string;
  /** Of its tests and hooks, in seconds. */
  readonly seconds: number;
}

/** What ran and how long, for people: a line for each project, and one for each of the slowest files. */
export function timesOf(files: readonly TimedFile[]): readonly string[] {
  const projects = [...new Set(files.map(({ project }) => project))];
  const sums = projects.map((name) => {
    const own = files.filter(({ project }) => project === name);
    const sum = own.reduce((total, { seconds }) => total + seconds, 0);
    return `${name}: ${sum.toFixed(0)} s, one after the other; files: ${own.length}`;
  });
  const slowest = files
    .toSorted((one, other) => other.seconds - one.seconds)
    .slice(0, shown)
    .map(({ path, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${path}`);
  return [...sums, ...slowest];
}

/** Ends a run of vitest with the times of its files. Vitest makes one by the name of this file. */
export default class SlowestFiles implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const files = modules.map((module) => ({
      project: module.project.name,
      path: relative(process.cwd(), module.moduleId),
      seconds: module.diagnostic().duration / 1000,
    }));
    process.stdout.write(`\n${timesOf(files).join("\n")}\n\n`);
  }
}
