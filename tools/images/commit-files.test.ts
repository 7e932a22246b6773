import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { writeCommitFiles } from "./commit-files.ts";

let clone: string;
let folder: string;

beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), "localredirect-clone-"));
  folder = mkdtempSync(join(tmpdir(), "localredirect-source-"));
  git("init", "--quiet");
});
afterEach(() => {
  rmSync(clone, { recursive: true });
  rmSync(folder, { recursive: true });
});

function git(...parameters: readonly string[]): string {
  const identity = ["-c", "user.name=test", "-c", "user.email=test@example.com"];
  return execFileSync("git", ["-C", clone, ...identity, ...parameters], {
    encoding: "utf8",
  }).trim();
}

function commit(content: string): string {
  writeFileSync(join(clone, "file"), content);
  git("add", "file");
  git("commit", "--quiet", "--message", content);
  return git("rev-parse", "HEAD");
}

describe("writeCommitFiles", () => {
  test("writes the files of the commit, whatever is checked out", async () => {
    const earlier = commit("earlier");
    commit("now");
    const files = await writeCommitFiles(clone, earlier, folder);
    expect(readFileSync(join(files, "file"), "utf8")).toBe("earlier");
  });

  test("says what to do where the history is not there", async () => {
    commit("now");
    const absent = "0123456789012345678901234567890123456789";
    await expect(writeCommitFiles(clone, absent, folder)).rejects.toMatchObject({
      code: "source",
      message: expect.stringMatching(
        new RegExp(`^${clone} has no commit ${absent}; .*git fetch --unshallow`),
      ) as unknown,
    });
  });
});
