import { execFileSync } from "node:child_process";

import { expect, test } from "vitest";

import { shellScript } from "./shell-script.ts";

test("shellScript executes a command as it is, with what it is given at the end", () => {
  const words = ["a b", "it's", "$HOME", "", "*"];
  const script = shellScript(["printf", "%s\n", ...words]);
  const output = execFileSync("sh", ["-c", script, "sh", "more", "and more"], { encoding: "utf8" });
  expect(output.split("\n")).toEqual([...words, "more", "and more", ""]);
});
