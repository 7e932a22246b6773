import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Client, credentials } from "@grpc/grpc-js";
import { clientCredentials } from "@localredirect/process";
import { createCertificateAuthority } from "@localredirect/process/testing";
import { observeServiceDefinition } from "@localredirect/types";
import type { BatchMessage, ListPoliciesResponse } from "@localredirect/types";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { connectAgent } from "./serve/testing/serving.ts";
import { SimulatedAgent } from "./serve/testing/simulated-agent.ts";
import { startControllerProcess } from "./testing/controller-process.ts";
import type { ControllerProcess } from "./testing/controller-process.ts";

const parent = mkdtempSync(join(tmpdir(), "controller-"));
let folder: string;
let started: ControllerProcess[] = [];
const soon = { timeout: 20_000, interval: 10 };

beforeEach(() => {
  folder = mkdtempSync(join(parent, "manifests-"));
});

afterEach(async () => {
  const ended = started.map((one) => {
    one.kill("SIGKILL");
    return one.ended;
  });
  started = [];
  await Promise.all(ended);
});

afterAll(() => {
  rmSync(parent, { recursive: true });
});

function start(...parameters: string[]): ControllerProcess {
  const controller = startControllerProcess(["--log-format", "json", ...parameters]);
  started.push(controller);
  return controller;
}

function startLocal(...parameters: string[]): ControllerProcess {
  return start(
    "--source",
    `files:${folder}`,
    "--insecure",
    "--listen",
    "127.0.0.1:0",
    ...parameters,
  );
}

function manifests(ready: "True" | "False"): string {
  return `apiVersion: balancing.elf.io/v1beta1
kind: LocalRedirectPolicy
metadata: { name: web }
spec:
  frontend:
    addressMatcher: { ip: 169.254.0.90, toPorts: [{ port: "80", protocol: TCP }] }
  backend:
    endpointSelector: { matchLabels: { app: web } }
    toPorts: [{ port: "8080", protocol: TCP }]
---
apiVersion: v1
kind: Pod
metadata: { name: web-1, namespace: default, uid: uid-1, labels: { app: web } }
spec: { nodeName: node-1 }
status:
  phase: Running
  podIP: 10.244.0.5
  podIPs: [{ ip: 10.244.0.5 }]
  conditions: [{ type: Ready, status: "${ready}" }]
`;
}

function listPolicies(client: Client): Promise<ListPoliciesResponse> {
  const { path, requestSerialize, responseDeserialize } = observeServiceDefinition.listPolicies;
  return new Promise((resolve, reject) => {
    client.makeUnaryRequest(path, requestSerialize, responseDeserialize, {}, (error, response) => {
      if (response === undefined) {
        reject(error ?? new Error("No response"));
      } else {
        resolve(response);
      }
    });
  });
}

describe("localredirect-controller", () => {
  test("serves what a folder says, follows it, and stops in order", async () => {
    writeFileSync(join(folder, "a.yaml"), manifests("True"));
    const controller = startLocal("--http", "127.0.0.1:0");
    const { address, http } = await controller.line("listening");
    await controller.line("sources listed");
    const ready = await fetch(`http://${String(http)}/readyz?verbose`);
    expect([ready.status, await ready.text()]).toEqual([
      200,
      "[+]sources ok\n[+]serving ok\nreadyz check passed\n",
    ]);
    const client = new Client(String(address), credentials.createInsecure());
    const end = connectAgent(client, new SimulatedAgent("node-1"));
    const batches = () =>
      end.received.filter((message): message is BatchMessage => message.kind === "batch");
    await vi.waitFor(() => {
      expect(batches()[0]?.upserts).toMatchObject([
        { frontend: { address: "169.254.0.90", port: 80 }, backends: [{ address: "10.244.0.5" }] },
      ]);
    }, soon);

    writeFileSync(join(folder, "a.yaml"), manifests("False"));
    await vi.waitFor(() => {
      expect(batches()[1]?.upserts).toMatchObject([{ backends: [] }]);
    }, soon);

    const metrics = await (await fetch(`http://${String(http)}/metrics`)).text();
    expect(metrics).toContain('localredirect_controller_nodes{state="synced"} 1');
    expect(metrics).toContain("localredirect_controller_node_redirects_max 1");
    controller.kill("SIGTERM");
    await vi.waitFor(() => {
      expect(end.received.at(-1)).toMatchObject({ kind: "drain", reason: "The controller stops" });
    }, soon);
    end.call.end();
    client.close();
    const { code, stderr } = await controller.ended;
    expect(stderr).toContain('"msg":"stopped"');
    expect(code).toBe(0);
  });

  test("says what is wrong in a folder, in its log and in the policy's status", async () => {
    writeFileSync(join(folder, "bad.yaml"), manifests("True").replace('"80"', '"0"'));
    const controller = startLocal();
    const { address } = await controller.line("listening");
    const field = "spec.frontend.addressMatcher.toPorts[0].port";
    expect(await controller.line("source problem")).toMatchObject({
      level: "warn",
      path: field,
      origin: expect.stringMatching(/bad\.yaml:6$/) as unknown,
    });
    const client = new Client(String(address), credentials.createInsecure());
    await vi.waitFor(async () => {
      const [policy] = (await listPolicies(client)).policies;
      const accepted = policy?.conditions.find(({ type }) => type === "Accepted");
      expect(accepted).toMatchObject({ status: "False", reason: "Invalid" });
      expect(accepted?.message).toContain(field);
      expect(`${policy?.origin ?? ""} ${accepted?.message ?? ""}`).toContain("bad.yaml:");
    }, soon);
    client.close();
    writeFileSync(join(folder, "bad.yaml"), manifests("True"));
    await controller.line("source problem mended");
  });

  test("serves agents by mutual TLS", async () => {
    writeFileSync(join(folder, "a.yaml"), manifests("True"));
    const authority = await createCertificateAuthority();
    const files = await authority.write(parent, "server", { dns: ["localhost"] });
    const controller = start(
      ...["--source", `files:${folder}`, "--listen", "localhost:0"],
      ...["--tls-cert", files.certificate, "--tls-key", files.privateKey],
      ...["--client-ca", files.authorities],
    );
    const { address, tls } = await controller.line("listening");
    expect(tls).toBe(true);
    const own = await authority.write(parent, "agent", { dns: ["node-1"] });
    const client = new Client(
      String(address),
      clientCredentials({ kind: "tls", files: own }, () => undefined),
    );
    const end = connectAgent(client, new SimulatedAgent("node-1"));
    await vi.waitFor(() => {
      expect(end.received.at(-1)).toMatchObject({ kind: "batch", upserts: [{}] });
    }, soon);
    end.call.cancel();
    client.close();
  });

  test.each([
    [[], "There is nothing to serve from"],
    [["--source", "cluster"], "is neither kubernetes nor files:DIR"],
    [
      ["--source", "files:x"],
      "needs TLS: give --tls-cert, --tls-key and --client-ca, or --insecure",
    ],
    [["--source", "files:x", "--insecure", "--listen", "10.0.0.1:0"], "which 10.0.0.1:0 is not"],
    [["--sauce", "files:x"], "unknown option '--sauce'"],
    [["argument"], "too many arguments"],
  ])("refuses %j with 2", async (parameters, message) => {
    const { code, stderr } = await start(...parameters).ended;
    expect(stderr).toContain(message);
    expect(stderr).toMatch(
      /^localredirect-controller: .*\nTry 'localredirect-controller --help'\n$/,
    );
    expect(code).toBe(2);
  });

  test("ends with 1 where it cannot listen, or its certificates cannot be used", async () => {
    const first = startLocal();
    const { address } = await first.line("listening");
    const second = await startLocal("--listen", String(address)).ended;
    expect(second.stderr).toMatch(
      /"reason":"Cannot listen on 127.0.0.1:\d+: .*"msg":"cannot start"/,
    );
    expect(second.code).toBe(1);
    const http = await startLocal("--http", String(address)).ended;
    expect(http.stderr).toMatch(
      /"reason":"Cannot serve HTTP on 127.0.0.1:\d+: .*"msg":"cannot start"/,
    );
    expect(http.code).toBe(1);
    const files = ["--tls-cert", "absent", "--tls-key", "absent", "--client-ca", "absent"];
    const third = await start("--source", `files:${folder}`, ...files).ended;
    expect(third.stderr).toMatch(/Cannot read the .*certificate absent/);
    expect(third.code).toBe(1);
  });
});
