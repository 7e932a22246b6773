import type { Logger } from "@localredirect/process";

import { formatSourceProblem } from "./sources/source-problem.ts";
import type { SourceProblem } from "./sources/source-problem.ts";

/** What is followed: the problems there are now, and when they may have changed. */
export interface ProblemSource {
  readonly problems: readonly SourceProblem[];
  onStep(listener: () => void): () => void;
}

/** Of thousands of files that went wrong at once, the first few show what happened. */
const mostLinesPerStep = 20;

/** Logs each problem of the sources once when it arises, and once when it is mended. */
export function logSourceProblems(source: ProblemSource, logger: Logger): void {
  let before: ReadonlyMap<string, SourceProblem> = new Map();
  let seen: readonly SourceProblem[] = [];
  source.onStep(() => {
    if (source.problems === seen) {
      return;
    }
    seen = source.problems;
    const now = new Map(seen.map((problem) => [formatSourceProblem(problem), problem]));
    const arisen = [...now].filter(([text]) => !before.has(text));
    const mended = [...before].filter(([text]) => !now.has(text));
    arisen.slice(0, mostLinesPerStep).forEach(([, problem]) => {
      logger[problem.severity === "error" ? "warn" : "info"](problem, "source problem");
    });
    mended.slice(0, mostLinesPerStep).forEach(([, { origin, object, path }]) => {
      logger.info({ origin, object, path }, "source problem mended");
    });
    const unsaid = Math.max(arisen.length - mostLinesPerStep, 0);
    if (unsaid > 0) {
      logger.warn({ unsaid }, "more source problems, see the policies' status");
    }
    before = now;
  });
}
