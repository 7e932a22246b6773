import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { downloadedGo } from "./go-download.ts";

let cache: string;
const proxy = createServer((request, response) => {
  response.statusCode = request.url?.startsWith("/good/") === true ? 200 : 404;
  response.end("not an archive");
});
beforeEach(async () => {
  cache = mkdtempSync(join(tmpdir(), "go-download-"));
  vi.stubEnv("XDG_CACHE_HOME", cache);
  await once(proxy.listen(0, "127.0.0.1"), "listening");
});
afterEach(async () => {
  vi.unstubAllEnvs();
  rmSync(cache, { recursive: true, force: true });
  proxy.closeAllConnections();
  await once(proxy.close(), "close");
});

test.each([
  ["good", "is not what it was: SHA-256 "],
  ["bad", "answers 404"],
])("downloadedGo from a proxy whose answer is %s: %s", async (path, message) => {
  const { port } = proxy.address() as AddressInfo;
  vi.stubEnv("GOPROXY", `http://127.0.0.1:${port}/${path}/,direct`);
  const said: string[] = [];

  await expect(downloadedGo((line) => said.push(line))).rejects.toMatchObject({
    code: "go",
    message: expect.stringContaining(message) as unknown,
  });
  expect(said.join("\n")).toContain(`/${path}/golang.org/toolchain/@v/v0.0.1-go1.`);
  expect(existsSync(join(cache, "localredirect/go/go1.26.8-amd64"))).toBe(false);
});
