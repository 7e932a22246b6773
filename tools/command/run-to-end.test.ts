import { tmpdir } from "node:os";

import { expect, test } from "vitest";

import { runToEnd } from "./run-to-end.ts";

test("runToEnd keeps both streams and the exit code, and passes lines on as they come", async () => {
  const lines: string[] = [];
  const outcome = await runToEnd(["sh", "-c", "echo one; echo two >&2; printf three; exit 7"], {
    onLine: (line, stream) => lines.push(`${stream} ${line}`),
  });
  expect(outcome).toEqual({ code: 7, output: "one\nthree", errors: "two\n" });
  expect(lines.sort()).toEqual(["errors two", "output one", "output three"]);
});

test("runToEnd gives input, a folder and more environment", async () => {
  const outcome = await runToEnd(["sh", "-c", 'cat; pwd -P; echo "$GREETING $HOME"'], {
    folder: tmpdir(),
    input: "read\n",
    environment: { GREETING: "hello" },
  });
  expect(outcome.output).toBe(`read\n${tmpdir()}\nhello ${process.env["HOME"] ?? ""}\n`);
});

test("runToEnd takes no harm from a command that does not read", async () => {
  const outcome = await runToEnd(["true"], { input: "x".repeat(1024 * 1024) });
  expect(outcome.code).toBe(0);
});

test("runToEnd kills what takes too long", async () => {
  expect(await runToEnd(["sleep", "600"], { timeout: 50 })).toMatchObject({ code: null });
});

test("runToEnd throws where there is no such program", async () => {
  await expect(runToEnd(["localredirect-no-such-program"])).rejects.toThrow("ENOENT");
});
