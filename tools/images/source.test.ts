import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { readSource } from "./source.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "localredirect-source-"));
  writeFileSync(join(folder, "package.json"), '{ "version": "1.2.3" }');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function git(...parameters: readonly string[]): string {
  const identity = ["-c", "user.name=test", "-c", "user.email=test@example.com"];
  return execFileSync("git", ["-C", folder, ...identity, ...parameters], {
    encoding: "utf8",
  }).trim();
}

function commit(): string {
  git("init", "--quiet");
  git("add", "package.json");
  git("commit", "--quiet", "--message", "First");
  return git("rev-parse", "HEAD");
}

describe("readSource", () => {
  test("has the version and the commit", async () => {
    const revision = commit();
    expect(await readSource(folder)).toEqual({ version: "1.2.3", revision });
  });

  test("says where files differ from the commit", async () => {
    const revision = commit();
    writeFileSync(join(folder, "new"), "");
    expect((await readSource(folder)).revision).toBe(`${revision}-dirty`);
  });

  test("needs no git", async () => {
    expect(await readSource(folder)).toEqual({ version: "1.2.3", revision: "unknown" });
  });
});
