import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, describe, expect, it } from "vitest";

let folder: string | undefined;

/** Runs the setup where the only commands are these scripts. */
function setUpWith(commands: Readonly<Record<string, string>>): {
  readonly code: number | null;
  readonly output: string;
} {
  folder = mkdtempSync(join(tmpdir(), "localredirect-setup-"));
  for (const [name, script] of Object.entries(commands)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [`${import.meta.dirname}/setup.mjs`],
    { encoding: "utf8", env: { PATH: folder } },
  );
  return { code: status, output: stdout + stderr };
}

describe("the setup", () => {
  afterEach(() => {
    if (folder !== undefined) rmSync(folder, { recursive: true });
  });

  it("says what is missing, what apt said and what to do, where apt has no network", () => {
    const { code, output } = setUpWith({
      "dpkg-query": "echo clang installed",
      "apt-get": "echo Could not resolve deb.debian.org >&2; exit 100",
    });
    expect(code).toBe(1);
    expect(output).toContain("setup 1/3: Debian packages: installing llvm, bpftool,");
    expect(output).toContain("setup: apt-get update failed\nCould not resolve deb.debian.org\n");
    expect(output).toContain("What to do: Look at the network");
  });

  it("names the package that cannot be installed", () => {
    const { code, output } = setUpWith({
      "dpkg-query": "exit 1",
      "apt-get": 'case "$*" in *update*) exit 0;; esac; echo "E: no candidate" >&2; exit 100',
    });
    expect(code).toBe(1);
    expect(output).toContain("setup: apt-get install failed\nE: no candidate\n");
    expect(output).toContain("What to do: Run `apt-get install --no-install-recommends clang llvm");
  });
});
