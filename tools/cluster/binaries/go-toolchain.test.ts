import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { findGo } from "./go-toolchain.ts";

let path: string;
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), "go-toolchain-"));
  vi.stubEnv("PATH", path);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(path, { recursive: true, force: true });
});

function installGo(version: string) {
  writeFileSync(join(path, "go"), `#!/bin/sh\necho '${version}'\n`, { mode: 0o755 });
}

async function found() {
  const said: string[] = [];
  const go = await findGo(
    (line) => said.push(line),
    () => Promise.resolve("/downloaded/go"),
  );
  return { go, said };
}

describe("findGo", () => {
  test.each(["go1.21.0", "go1.26.8", "go2.0", "devel +abcdef"])("takes %s", async (version) => {
    installGo(version);
    expect(await found()).toEqual({
      go: "go",
      said: [`building with the ${version} that is installed`],
    });
  });

  test.each(["go1.19.8", "go1.20.14"])("downloads one instead of %s", async (version) => {
    installGo(version);
    expect(await found()).toEqual({
      go: "/downloaded/go",
      said: [`the installed ${version} is too old`],
    });
  });

  test("downloads one where there is none", async () => {
    expect(await found()).toEqual({ go: "/downloaded/go", said: ["no Go is installed"] });
  });
});
