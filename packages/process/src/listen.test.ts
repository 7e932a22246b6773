import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import type { Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, afterEach, expect, test } from "vitest";

import type { ListenAddress } from "./listen-address.ts";
import { listen } from "./listen.ts";

const folder = mkdtempSync(join(tmpdir(), "listen-"));
const anyPort: ListenAddress = { kind: "tcp", host: "127.0.0.1", port: 0 };
const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function listening(address: ListenAddress): Promise<ListenAddress> {
  const server = createServer();
  const bound = await listen(server, address);
  servers.push(server);
  return bound;
}

/** The longest queue of a socket that listens, as the kernel holds it (ss(8), Send-Q). */
function queueOf(port: number): number {
  const filter = ["sport", "=", `:${port}`];
  const line = execFileSync("ss", ["--no-header", "--listening", "--tcp", "--numeric", ...filter]);
  return Number(line.toString().split(/\s+/)[2]);
}

test("listen says which port the kernel has chosen", async () => {
  const bound = await listening(anyPort);
  expect(bound).toMatchObject({ kind: "tcp", host: "127.0.0.1" });
  expect(bound.kind === "tcp" && bound.port).toBeGreaterThan(0);
});

test("listen lets as many connections wait as the kernel takes, up to those of all nodes", async () => {
  const bound = await listening(anyPort);
  const most = Number(readFileSync("/proc/sys/net/core/somaxconn", "utf8"));
  expect(bound.kind === "tcp" && queueOf(bound.port)).toBe(Math.min(most, 4096));
});

test("listen says why it cannot", async () => {
  const taken = await listening(anyPort);
  await expect(listening(taken)).rejects.toMatchObject({ code: "EADDRINUSE" });
});

test("listen takes over a socket that nobody serves any more", async () => {
  const address: ListenAddress = { kind: "unix", path: join(folder, "socket") };
  const abandon = `require("node:net").createServer().listen(process.argv[1], () => process.kill(process.pid, "SIGKILL"))`;
  expect(() => execFileSync(process.execPath, ["-e", abandon, address.path])).toThrow();
  expect(await listening(address)).toEqual(address);
  await expect(listening(address)).rejects.toMatchObject({ code: "EADDRINUSE" });
});
