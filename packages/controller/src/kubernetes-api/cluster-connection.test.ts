import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:https";
import type { Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { createCertificateAuthority } from "@localredirect/process/testing";
import { afterEach, beforeEach, expect, test } from "vitest";

import { ClusterConnection } from "./cluster-connection.ts";

const { signal } = new AbortController();
let folder: string;
let server: Server;
let connections: number;
let connection: ClusterConnection;

/** As an API server that answers everything with an empty object. */
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "cluster-connection-"));
  const files = await (
    await createCertificateAuthority()
  ).write(folder, "api", {
    ip: ["127.0.0.1"],
  });
  const identity = { cert: readFileSync(files.certificate), key: readFileSync(files.privateKey) };
  server = createServer(identity, (request, response) => {
    request.resume().on("end", () => response.end("{}"));
  });
  connections = 0;
  server.on("secureConnection", () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // listening on TCP, so it is one
  const kubeconfig = join(folder, "kubeconfig");
  const cluster = {
    server: `https://127.0.0.1:${port}`,
    "certificate-authority": files.authorities,
  };
  const config = {
    clusters: [{ name: "c", cluster }],
    users: [{ name: "u", user: { token: "t" } }],
    contexts: [{ name: "x", context: { cluster: "c", user: "u" } }],
    "current-context": "x",
  };
  writeFileSync(kubeconfig, JSON.stringify(config));
  connection = new ClusterConnection({ kubeconfig, answerPatience: 30_000, watchPatience: 30_000 });
});

afterEach(() => {
  server.close();
  server.closeAllConnections();
  rmSync(folder, { recursive: true });
});

function send(): Promise<string> {
  return connection.send({ method: "POST", path: "/reviews", body: {} }, signal);
}

test("ClusterConnection keeps a connection for what is sent next", async () => {
  for (let count = 0; count < 5; count += 1) expect(await send()).toBe("{}");
  expect(connections).toBe(1);
});

test("ClusterConnection makes another one where the API server has closed it", async () => {
  await send();
  const closed = new Promise((resolve) => {
    server.once("connection", (socket) => socket.once("close", resolve));
  });
  server.closeAllConnections();
  expect(await connection.get("/objects", signal)).toBe("{}");
  await closed;
  expect(await send()).toBe("{}");
  expect(connections).toBe(3);
});
