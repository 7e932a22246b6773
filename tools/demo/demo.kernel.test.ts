import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";

import { describe, expect, it } from "vitest";

import { findCgroupMount } from "../world/cgroup.ts";
import { namespaceFolder } from "../world/network-namespace.ts";

interface Run {
  readonly demo: ChildProcessWithoutNullStreams;
  readonly output: () => string;
  readonly ended: Promise<unknown>;
}

function startDemo(...parameters: readonly string[]): Run {
  const demo = spawn(process.execPath, [`${import.meta.dirname}/main.ts`, ...parameters]);
  let output = "";
  for (const stream of [demo.stdout, demo.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  return { demo, output: () => output, ended: once(demo, "close") };
}

/** Whatever is on the machine of the worlds that a process made. */
function tracesOf(pid: number | undefined): readonly string[] {
  return [namespaceFolder, findCgroupMount(), tmpdir()]
    .flatMap((folder) => readdirSync(folder))
    .filter((name) => name.startsWith(`localredirect-world-${pid}-`));
}

describe("the demo", () => {
  it("comes out as said and leaves nothing behind", async () => {
    const { demo, output, ended } = startDemo();
    await ended;
    expect(output()).toContain("All came out as said");
    expect(output()).not.toContain("✗");
    expect(demo.exitCode).toBe(0);
    expect(tracesOf(demo.pid)).toEqual([]);
  });

  it("with --keep runs until Ctrl-C, and leaves nothing behind then", async () => {
    const { demo, output, ended } = startDemo("--keep");
    await expect.poll(output, { timeout: 40_000 }).toContain("until Ctrl-C");
    expect(tracesOf(demo.pid)).not.toEqual([]);
    demo.kill("SIGINT");
    await ended;
    expect(demo.exitCode).toBe(130);
    expect(tracesOf(demo.pid)).toEqual([]);
  });

  it("interrupted in the middle, it leaves nothing behind", async () => {
    const { demo, output, ended } = startDemo();
    await expect.poll(output, { timeout: 40_000 }).toContain("1. ");
    demo.kill("SIGTERM");
    await ended;
    expect(demo.exitCode).toBe(143);
    expect(tracesOf(demo.pid)).toEqual([]);
  });

  it.each([
    [["--help"], 0],
    [["--no-such-option"], 2],
    [["surplus"], 2],
  ])("with %j prints how it is called, and its exit code is %i", async (parameters, code) => {
    const { demo, output, ended } = startDemo(...parameters);
    await ended;
    expect(output()).toContain("Usage: npm run demo");
    expect(demo.exitCode).toBe(code);
  });
});
