import { expect, test } from "vitest";

import { readTestCommand } from "./command-line.ts";

test.each([
  ["everything", [], { only: undefined, reports: undefined, parameters: [] }],
  ["one project", ["cluster"], { only: "cluster", reports: undefined, parameters: [] }],
  [
    "what vitest gets",
    ["kernel", "--bail=1", "tools/e2e"],
    { only: "kernel", reports: undefined, parameters: ["--bail=1", "tools/e2e"] },
  ],
  [
    "a folder for reports",
    ["tools/world", "--reports=/tmp/reports"],
    { only: undefined, reports: "/tmp/reports", parameters: ["tools/world"] },
  ],
  [
    "a part of a file's name that is a project's, too",
    ["--bail=1", "cluster"],
    { only: undefined, reports: undefined, parameters: ["--bail=1", "cluster"] },
  ],
])("readTestCommand understands %s", (_what, words, command) => {
  expect(readTestCommand(words)).toEqual(command);
});
