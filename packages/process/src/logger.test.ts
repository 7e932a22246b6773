import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

import { expect, test } from "vitest";

const program = fileURLToPath(new URL("testing/log-and-die.ts", import.meta.url));

function logAndDie(format: string): string {
  return spawnSync(process.execPath, [program, format], { encoding: "utf8" }).stderr;
}

test("createLogger writes JSON with words for levels and nothing lost at a sudden end", () => {
  const [line, rest] = logAndDie("json").split("\n");
  expect(JSON.parse(line ?? "")).toMatchObject({
    level: "info",
    node: "node-1",
    msg: "last words",
  });
  expect(line).toMatch(/"time":"\d{4}-\d\d-\d\dT[\d:.]+Z"/);
  expect(rest).toBe("");
});

test("createLogger writes text for people", () => {
  expect(logAndDie("text")).toMatch(/^\[[\d:.]+\] INFO: last words\n\s+node: "node-1"\n$/);
});
