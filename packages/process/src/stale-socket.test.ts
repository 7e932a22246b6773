import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, expect, test } from "vitest";

import { removeStaleSocket } from "./stale-socket.ts";

const folder = mkdtempSync(join(tmpdir(), "stale-socket-"));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

test("removeStaleSocket removes what a killed process left", async () => {
  const path = join(folder, "stale");
  const listenAndDie = `
    require("node:net").createServer().listen(process.argv[1], () => process.kill(process.pid, "SIGKILL"));
  `;
  spawnSync(process.execPath, ["-e", listenAndDie, path]);
  expect(existsSync(path)).toBe(true);
  await removeStaleSocket({ kind: "unix", path });
  expect(existsSync(path)).toBe(false);
});

test("removeStaleSocket leaves a socket that is served, and a file", async () => {
  const path = join(folder, "served");
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(path, resolve));
  await removeStaleSocket({ kind: "unix", path });
  expect(existsSync(path)).toBe(true);
  await new Promise((resolve) => server.close(resolve));
  const file = join(folder, "file");
  writeFileSync(file, "");
  await removeStaleSocket({ kind: "unix", path: file });
  expect(existsSync(file)).toBe(true);
});

test("removeStaleSocket does nothing where there is nothing to remove", async () => {
  await removeStaleSocket({ kind: "unix", path: join(folder, "absent") });
  await removeStaleSocket({ kind: "tcp", host: "127.0.0.1", port: 1 });
});
