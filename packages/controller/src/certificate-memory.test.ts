import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { expect, test } from "vitest";

const program = fileURLToPath(new URL("testing/connect-with-certificate.ts", import.meta.url));
const rounds = 6;
const connections = 500;
/** The controller's allocator, which gives back what is free: glibc would hide the growth in its own. */
const allocator = { LD_PRELOAD: "libjemalloc.so.2", MALLOC_CONF: "dirty_decay_ms:0" };

/**
 * A fault of Node 24.21: each connection whose client showed a certificate left 3.7 KB for ever, and
 * a controller whose agents have certificates grew by 19 MB whenever 5,000 of them came back.
 */
test("nothing of a client's certificate stays when its connection has ended", async () => {
  const parameters = ["--expose-gc", program, String(rounds), String(connections)];
  const options = { env: { ...process.env, ...allocator } };
  const { stdout } = await promisify(execFile)(process.execPath, parameters, options);
  const resident = stdout.trim().split("\n").map(Number);
  expect(resident).toHaveLength(rounds);
  const growth = resident.slice(1).map((bytes, index) => bytes - (resident[index] ?? 0));
  // The least of all: the first rounds compile code and make room.
  expect(Math.min(...growth) / connections).toBeLessThan(2_000);
}, 60_000);
