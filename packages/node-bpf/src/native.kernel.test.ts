import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { describe, expect, test } from "vitest";

import { runScript } from "./testing/run-script.ts";

describe("the native part", () => {
  test("closes what is collected, though nobody closed it", async () => {
    expect(
      await runScript(new URL("./testing/scripts/collected-handles.ts", import.meta.url)),
    ).toEqual({
      opened: 400,
      left: 0,
      mapsLeft: 0,
    });
  });

  test("leaves no descriptor behind when all is closed", async () => {
    expect(
      await runScript(new URL("./testing/scripts/closed-handles.ts", import.meta.url)),
    ).toEqual({ rounds: 50, left: 0 });
  });

  test("works in several worker threads at once, which end in any state", async () => {
    expect(
      await runScript(new URL("./testing/scripts/worker-threads.ts", import.meta.url)),
    ).toEqual({
      sums: [1, 2, 3, 4, 5, 6],
      terminated: 1,
      exited: 1,
      left: 0,
    });
  });

  test("loads twice into one environment and from a copy", async () => {
    expect(await runScript(new URL("./testing/scripts/loaded-twice.ts", import.meta.url))).toEqual({
      same: true,
      value: [7],
      foreign: "TypeError: Expected the handle of a program",
      logs: [true, true],
    });
  });

  test("loads into the machine's own Node, too, whichever it is", () => {
    const machineNode = (process.env["PATH"] ?? "")
      .split(":")
      .filter((folder) => !folder.includes("node_modules"))
      .map((folder) => `${folder}/node`)
      .find((path) => existsSync(path));
    const addon = fileURLToPath(new URL("../build/node_bpf.node", import.meta.url));
    const script = `console.log(typeof require(${JSON.stringify(addon)}).objectOpenFile)`;
    expect(
      execFileSync(machineNode ?? process.execPath, ["-e", script], { encoding: "utf8" }),
    ).toBe("function\n");
  });

  test("tells what to do when it is not built", async () => {
    expect(await runScript(new URL("./testing/scripts/not-built.ts", import.meta.url))).toEqual({
      message: expect.stringMatching(
        /^Cannot load .*node_bpf\.node: build it with "npm run build"/,
      ) as string,
    });
  });
});
