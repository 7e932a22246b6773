import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

// Below the package, so that the script finds the header packages.
const folder = fileURLToPath(new URL("../build/test-of-build", import.meta.url));
const script = join(folder, "native", "build.mjs");

function build(compiler: string): { status: number | null; stderr: string } {
  return spawnSync(process.execPath, [script], {
    encoding: "utf8",
    env: { ...process.env, CXX: compiler },
  });
}

/** A compiler that takes no input with one of its arguments. */
function brokenCompiler(name: string, argument: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\ncase "$*" in *${argument}*) exit 1;; *) exit 0;; esac\n`, {
    mode: 0o755,
  });
  return path;
}

beforeAll(() => {
  mkdirSync(join(folder, "native"), { recursive: true });
  cpSync(fileURLToPath(new URL("../native/build.mjs", import.meta.url)), script);
  writeFileSync(join(folder, "native", "empty.cc"), "");
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe("native/build.mjs", () => {
  test("says how to install a missing compiler", () => {
    expect(build("/nowhere/c++")).toMatchObject({
      status: 1,
      stderr:
        "node-bpf: The C++ compiler /nowhere/c++ is missing; install it: apt-get install g++\n",
    });
  });

  test("says how to install missing headers", () => {
    expect(build(brokenCompiler("no-headers", "-E"))).toMatchObject({
      status: 1,
      stderr:
        "node-bpf: The headers of libbpf are missing; install them: apt-get install libbpf-dev\n",
    });
  });

  test("fails when a file does not compile, and when the objects do not link", () => {
    expect(build(brokenCompiler("no-compile", "-c"))).toMatchObject({
      status: 1,
      stderr: "node-bpf: The native part does not compile\n",
    });
    expect(build(brokenCompiler("no-link", "-shared"))).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("does not link") as string,
    });
  });
});
