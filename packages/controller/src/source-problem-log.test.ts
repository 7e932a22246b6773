import { createLogger } from "@localredirect/process";
import { expect, test, vi } from "vitest";

import { logSourceProblems } from "./source-problem-log.ts";
import type { SourceProblem } from "./sources/source-problem.ts";

const problem = (origin: string): SourceProblem => ({
  severity: "error",
  origin,
  object: undefined,
  path: undefined,
  reason: "Cannot be read",
});

function followed() {
  const logger = createLogger({ format: "json", level: "silent" });
  const messages: string[] = [];
  for (const level of ["warn", "info"] as const) {
    vi.spyOn(logger, level).mockImplementation((_fields: unknown, message?: unknown) => {
      messages.push(String(message));
    });
  }
  let step = (): void => undefined;
  let problems: readonly SourceProblem[] = [];
  const source = {
    get problems() {
      return problems;
    },
    onStep: (listener: () => void) => {
      step = listener;
      return () => undefined;
    },
  };
  logSourceProblems(source, logger);
  return {
    messages,
    set: (next: readonly SourceProblem[]) => {
      problems = next;
      step();
    },
  };
}

test("logSourceProblems says each problem once, and once when it is mended", () => {
  const { messages, set } = followed();
  set([problem("a.yaml:1")]);
  set([problem("a.yaml:1")]);
  set([]);
  expect(messages).toEqual(["source problem", "source problem mended"]);
});

test("logSourceProblems sums up where there are many", () => {
  const { messages, set } = followed();
  set(Array.from({ length: 5000 }, (_, index) => problem(`a.yaml:${index}`)));
  expect(messages).toHaveLength(21);
  expect(messages.at(-1)).toBe("more source problems, see the policies' status");
});
