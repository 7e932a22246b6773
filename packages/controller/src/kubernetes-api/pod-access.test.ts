import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import type { AccessOptions } from "./cluster-access.ts";
import { podAccess } from "./pod-access.ts";
import type { PodSurroundings } from "./pod-access.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pod-access-"));
  writeFileSync(join(folder, "token"), "first\n");
  writeFileSync(join(folder, "ca.crt"), "authorities");
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function surroundings(change: Partial<PodSurroundings> = {}): PodSurroundings {
  return { folder, host: "10.96.0.1", port: "443", now: () => 0, ...change };
}

test("podAccess shows the token to the API server of the pod's cluster, and believes its authorities", async () => {
  const access = podAccess(surroundings());
  const options: AccessOptions = { headers: { accept: "application/json" } };
  await access.apply(options);
  expect(options).toMatchObject({
    headers: { accept: "application/json", authorization: "Bearer first" },
    ca: "authorities",
  });
  expect(access).toMatchObject({ server: "https://10.96.0.1:443", isProxied: false });
});

test("podAccess uses a token and authorities that were replaced within a minute", async () => {
  let now = 0;
  const access = podAccess(surroundings({ now: () => now }));
  writeFileSync(join(folder, "token"), "second");
  writeFileSync(join(folder, "ca.crt"), "others");
  const used = async (): Promise<AccessOptions> => {
    const options: AccessOptions = { headers: {} };
    await access.apply(options);
    return options;
  };
  now = 59_999;
  expect(await used()).toMatchObject({
    headers: { authorization: "Bearer first" },
    ca: "authorities",
  });
  now = 60_001;
  expect(await used()).toMatchObject({ headers: { authorization: "Bearer second" }, ca: "others" });
});

test("podAccess writes an IPv6 address as URLs have it", () => {
  expect(podAccess(surroundings({ host: "fd00::1" })).server).toBe("https://[fd00::1]:443");
});

test.each([
  ["no folder", { folder: "/nowhere" }, "ENOENT"],
  ["no host", { host: undefined }, "KUBERNETES_SERVICE_HOST"],
  ["no port", { port: undefined }, "KUBERNETES_SERVICE_PORT"],
])("podAccess says what a pod has and this has not: %s", (_, change, reason) => {
  expect(() => podAccess(surroundings(change))).toThrow(reason);
});
