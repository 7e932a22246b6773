import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import type { ChannelCredentials, Client } from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import { clientCredentials } from "@localredirect/process";
import { createCertificateAuthority } from "@localredirect/process/testing";
import type { CertificateAuthority, CertificateRequest } from "@localredirect/process/testing";
import { observeServiceDefinition } from "@localredirect/types";
import type { MethodDefinition } from "@localredirect/types";
import { service as healthService } from "grpc-health-check";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";

import { connectAgent, startServing } from "./testing/serving.ts";
import type { Serving } from "./testing/serving.ts";
import { SimulatedAgent } from "./testing/simulated-agent.ts";
import { tableOfRange } from "./testing/tables.ts";

const folder = mkdtempSync(join(tmpdir(), "grpc-server-"));
let authority: CertificateAuthority;
const running: Serving[] = [];

beforeAll(async () => {
  authority = await createCertificateAuthority();
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((serving) => serving.stop()));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function serveTls(): Promise<Serving> {
  const files = await authority.write(folder, "server", { ip: ["127.0.0.1"] });
  const serving = await startServing({ security: { kind: "tls", files } });
  running.push(serving);
  return serving;
}

async function serve(): Promise<Serving> {
  const serving = await startServing();
  running.push(serving);
  return serving;
}

async function credentials(name: string, request: CertificateRequest): Promise<ChannelCredentials> {
  const files = await authority.write(folder, name, request);
  return clientCredentials({ kind: "tls", files }, (reason) => {
    throw new Error(reason);
  });
}

function call<Request, Response>(
  client: Client,
  method: MethodDefinition<Request, Response>,
  request: Request,
): Promise<Response> {
  const { path, requestSerialize, responseDeserialize } = method;
  return new Promise((resolve, reject) => {
    client.makeUnaryRequest<Request, Response>(
      path,
      requestSerialize,
      responseDeserialize,
      request,
      (error, response) => {
        if (error === null && response !== undefined) {
          resolve(response);
        } else {
          reject(error ?? new Error("No response"));
        }
      },
    );
  });
}

describe("startGrpcServer with mutual TLS", () => {
  test("gives a node's table to the agent whose certificate names the node only", async () => {
    const serving = await serveTls();
    serving.tables.set("node-1", tableOfRange(0, 3));
    const client = serving.client(await credentials("agent", { dns: ["node-1"] }));
    const agent = new SimulatedAgent("node-1");
    const { call: stream } = connectAgent(client, agent);
    await new Promise((resolve) => serving.board.onChange(resolve));
    expect(serving.board.progress.get("node-1")?.connected).toBe(true);
    const wrong = connectAgent(client, new SimulatedAgent("node-2"));
    expect(await wrong.ended).toBe(
      "7 PERMISSION_DENIED: Hello is from node 'node-2', the client certificate names 'node-1'",
    );
    stream.cancel();
  });

  test("refuses a certificate that it has no authority for", async () => {
    const serving = await serveTls();
    const stranger = await createCertificateAuthority();
    const files = await stranger.write(folder, "stranger", { dns: ["node-1"] });
    const ours = await authority.write(folder, "ours", {});
    const client = serving.client(
      clientCredentials(
        { kind: "tls", files: { ...files, authorities: ours.authorities } },
        () => 0,
      ),
    );
    const { ended } = connectAgent(client, new SimulatedAgent("node-1"));
    expect(await ended).toMatch(/^14 UNAVAILABLE/);
    expect(serving.board.progress.size).toBe(0);
  });

  test("shows what it knows to observers only", async () => {
    const serving = await serveTls();
    serving.tables.set("node-1", tableOfRange(0, 3));
    const observer = await credentials("observer", { uri: ["localredirect:observer"] });
    const { nodes } = await call(serving.client(observer), observeServiceDefinition.listNodes, {});
    expect(nodes).toMatchObject([{ name: "node-1", state: "offline", redirectsWanted: 3 }]);
    const agent = await credentials("no-observer", { dns: ["node-1"] });
    const { listNodes, getTable, listPolicies } = observeServiceDefinition;
    const client = serving.client(agent);
    const answers = await Promise.allSettled([
      call(client, listNodes, {}),
      call(client, getTable, { node: "node-1" }),
      call(client, listPolicies, {}),
    ]);
    const refusal =
      "7 PERMISSION_DENIED: The client certificate lacks the URI name localredirect:observer";
    for (const answer of answers) {
      expect(answer).toMatchObject({ status: "rejected", reason: { message: refusal } });
    }
  });
});

describe("startGrpcServer", () => {
  test("answers for tables and policies, and says which node it does not know", async () => {
    const serving = await serve();
    const table = tableOfRange(0, 3);
    serving.tables.set("node-1", table);
    const client = serving.client();
    const answer = await call(client, observeServiceDefinition.getTable, { node: "node-1" });
    expect(answer.digest).toBe(table.digest);
    expect(answer.redirects.map(({ frontend }) => frontend.address)).toEqual([
      "10.96.0.0",
      "10.96.0.1",
      "10.96.0.2",
    ]);
    await expect(
      call(client, observeServiceDefinition.getTable, { node: "node-9" }),
    ).rejects.toThrow("5 NOT_FOUND: Node 'node-9' is known neither to the sources nor by an agent");
    const listed = await call(client, observeServiceDefinition.listPolicies, {});
    expect(listed).toEqual({ policies: [] });
  });

  test("answers health checks", async () => {
    const serving = await serve();
    // grpc-health-check describes its messages by proto-loader only, without types.
    const check = healthService["Check"] as unknown as MethodDefinition<
      { service: string },
      { status: string }
    >;
    const service = "localredirect.v1.TableService";
    serving.server.setServing(false);
    expect(await call(serving.client(), check, { service })).toEqual({ status: "NOT_SERVING" });
    serving.server.setServing(true);
    expect(await call(serving.client(), check, { service })).toEqual({ status: "SERVING" });
    expect(await call(serving.client(), check, { service: "" })).toEqual({ status: "SERVING" });
  });

  test("lists its services by reflection", async () => {
    const serving = await serve();
    const require = createRequire(import.meta.url);
    const main = require.resolve("@grpc/reflection");
    const protos = join(dirname(main), "../proto");
    expect(existsSync(protos)).toBe(true);
    const file = join(protos, "grpc/reflection/v1/reflection.proto");
    const definition = loadSync(file);
    const method = Object.values(definition["grpc.reflection.v1.ServerReflection"] ?? {})[0] as {
      path: string;
      requestSerialize: (value: object) => Buffer;
      responseDeserialize: (bytes: Buffer) => object;
    };
    const stream = serving
      .client()
      .makeBidiStreamRequest(method.path, method.requestSerialize, method.responseDeserialize);
    const answer = new Promise((resolve, reject) => {
      stream.on("data", resolve);
      stream.on("error", reject);
    });
    stream.write({ listServices: "" });
    const text = JSON.stringify(await answer);
    stream.end();
    expect(text).toContain("localredirect.v1.TableService");
    expect(text).toContain("localredirect.v1.ObserveService");
  });

  test("says where it cannot listen", async () => {
    const serving = await serve();
    await expect(startServing({ address: serving.server.address })).rejects.toThrow(
      /^Cannot listen on 127.0.0.1:\d+: .*EADDRINUSE/,
    );
  });
});
