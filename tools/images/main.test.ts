import { spawnSync } from "node:child_process";
import { join } from "node:path";

import { expect, test } from "vitest";

function runMain(...parameters: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, "main.ts"), ...parameters],
    { encoding: "utf8" },
  );
  return { status, stdout, stderr };
}

test("--help says what it does", () => {
  const { status, stdout } = runMain("--help");
  expect(status).toBe(0);
  expect(stdout).toContain("Usage: npm run images");
});

test.each([
  ["a builder that there is not", ["--builder", "kaniko"], "--builder kaniko is none of docker,"],
  ["another origin", ["--base", "disk"], "--base disk is none of registry, packages"],
  ["a bad tag", ["--tag", "a b"], "--tag a b is no tag"],
  ["an unknown option", ["--push"], "Unknown option '--push'"],
  ["something without an option", ["agent"], "Unexpected argument 'agent'"],
])("%s is refused in words", (_, parameters, message) => {
  const { status, stderr } = runMain(...parameters);
  expect(status).toBe(2);
  expect(stderr).toContain(message);
});
