import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { goVersion } from "./go-toolchain.ts";

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

describe("goVersion", () => {
  test.each(["go1.21.0", "go1.26.8", "go2.0", "devel go1.28-abcdef"])("accepts %s", async (go) => {
    installGo(go);
    expect(await goVersion()).toBe(go);
  });

  test.each(["go1.19.8", "go1.20.14"])("rejects %s as too old", async (go) => {
    installGo(go);
    await expect(goVersion()).rejects.toMatchObject({
      code: "go",
      message: expect.stringContaining(`${go} is too old`) as unknown,
    });
  });

  test("says how to go on where there is none", async () => {
    await expect(goVersion()).rejects.toMatchObject({
      code: "go",
      message: expect.stringMatching(/^No Go is installed .*KUBEBUILDER_ASSETS/) as unknown,
    });
  });
});
