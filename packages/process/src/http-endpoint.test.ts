import { Counter, Registry } from "prom-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { HttpEndpointError, startHttpEndpoint } from "./http-endpoint.ts";
import type { HttpEndpoint } from "./http-endpoint.ts";
import { formatListenAddress } from "./listen-address.ts";

const registry = new Registry();
new Counter({ name: "test_total", help: "Counts", registers: [registry] }).inc();
const loopback = { kind: "tcp", host: "127.0.0.1", port: 0 } as const;
let sourcesListed = false;
let endpoint: HttpEndpoint;
let base: string;

beforeAll(async () => {
  endpoint = await startHttpEndpoint({
    address: loopback,
    registry,
    checks: {
      live: {},
      ready: {
        sources: () => ({ ok: sourcesListed, message: sourcesListed ? "1 of 1" : "0 of 1 listed" }),
        listening: () => ({ ok: true, message: "" }),
      },
    },
  });
  base = `http://${formatListenAddress(endpoint.address)}`;
});

afterAll(() => endpoint.close());

async function get(path: string, method = "GET"): Promise<[number, string]> {
  const response = await fetch(base + path, { method });
  return [response.status, await response.text()];
}

describe("startHttpEndpoint", () => {
  test("says the port that the kernel chose", () => {
    expect(endpoint.address).not.toEqual(loopback);
  });

  test("answers /readyz by the checks, with the reason where they fail", async () => {
    sourcesListed = false;
    const failed = "[-]sources failed: 0 of 1 listed\n[+]listening ok\n";
    expect(await get("/readyz")).toEqual([503, `${failed}readyz check failed\n`]);
    expect(await get("/healthz")).toEqual([503, `${failed}healthz check failed\n`]);
    sourcesListed = true;
    expect(await get("/readyz")).toEqual([200, "ok"]);
    expect(await get("/readyz?verbose")).toEqual([
      200,
      "[+]sources ok: 1 of 1\n[+]listening ok\nreadyz check passed\n",
    ]);
  });

  test("answers /livez apart from /readyz", async () => {
    sourcesListed = false;
    expect(await get("/livez")).toEqual([200, "ok"]);
  });

  test("shows the metrics", async () => {
    const [status, body] = await get("/metrics");
    expect(status).toBe(200);
    expect(body).toContain("test_total 1");
  });

  test.each([
    ["/", "GET", 404],
    ["//", "GET", 404],
    ["/metrics/x", "GET", 404],
    ["/readyz", "POST", 405],
  ])("answers %s by %s with %i", async (path, method, status) => {
    expect((await get(path, method))[0]).toBe(status);
  });

  test("answers HEAD without a body", async () => {
    expect(await get("/livez", "HEAD")).toEqual([200, ""]);
  });

  test("says where it cannot listen", async () => {
    const options = { registry, checks: { live: {}, ready: {} } };
    const second = startHttpEndpoint({ ...options, address: endpoint.address });
    await expect(second).rejects.toThrow(HttpEndpointError);
    await expect(second).rejects.toThrow(/Cannot serve HTTP on 127.0.0.1:\d+: listen EADDRINUSE/);
  });
});
