import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { Server, ServerCredentials } from "@grpc/grpc-js";
import { serverCredentials } from "@localredirect/process";
import { createCertificateAuthority } from "@localredirect/process/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { nodeStatus, ObservedWorld, policy, redirect } from "./testing/observed-world.ts";
import { runProgram } from "./testing/run-program.ts";

const folder = mkdtempSync(join(tmpdir(), "localredirect-"));
const socket = `unix:${join(folder, "socket")}`;
const world = new ObservedWorld();

beforeAll(async () => {
  await world.listen(socket, ServerCredentials.createInsecure());
});

afterAll(() => {
  world.close();
  rmSync(folder, { recursive: true });
});

beforeEach(() => {
  world.nodes = [];
  world.policies = [];
});

describe("localredirect", () => {
  test("says how to use it", async () => {
    const { code, stdout } = await runProgram(["--help"]);
    expect(code).toBe(0);
    for (const command of ["validate", "status", "tables"]) {
      expect(stdout).toContain(command);
    }
  });

  test.each([
    [[], "No command is given"],
    [["explode"], "unknown command 'explode'"],
    [["status"], "Which controller? Give --controller ADDRESS, or set LOCALREDIRECT_CONTROLLER"],
    [["status", "--controller", "x"], "Address 'x' is not HOST:PORT"],
    [["status", "--controller", "127.0.0.1:0"], "cannot have port 0"],
    [
      ["status", "--controller", "127.0.0.1:1"],
      "127.0.0.1:1 needs TLS: give --ca, --cert and --key",
    ],
    [["tables", "--controller", "10.0.0.1:1", "--insecure"], "which 10.0.0.1:1 is not"],
    [["validate"], "missing required argument 'file'"],
    [["validate", "-o", "xml", "x"], "Allowed choices are text, json, yaml"],
  ])("refuses %j with 2", async (parameters, message) => {
    const { code, stdout, stderr } = await runProgram(parameters, {
      env: { LOCALREDIRECT_CONTROLLER: undefined },
    });
    expect(stderr).toContain(message);
    expect(stdout).toBe("");
    expect(code).toBe(2);
  });

  test("starts by its bin file, as a program and as a module", () => {
    const bin = fileURLToPath(new URL("../bin/localredirect.js", import.meta.url));
    for (const command of [[bin], [process.execPath, bin]]) {
      const [program, ...parameters] = [...command, "--version"];
      const { stdout } = spawnSync(program, parameters, { encoding: "utf8" });
      expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    }
  });
});

describe("localredirect status", () => {
  test("shows nodes, policies and what is wrong with them", async () => {
    const { frontend } = redirect;
    const refused = [{ frontend, policy: "dns", message: "table-full: No room" }];
    const past = { state: "stale" as const, redirectsApplied: 1, refused };
    world.nodes = [nodeStatus({}), nodeStatus({ ...past, name: "node-2", syncedAt: undefined })];
    world.policies = [policy];
    const { code, stdout, stderr } = await runProgram(["status", "--controller", socket]);
    expect(stderr).toBe("");
    expect(code).toBe(0);
    const lines = stdout.split("\n").map((line) => line.replaceAll(/ {2,}/g, "  "));
    expect(lines[0]).toBe("NODE  STATE  REDIRECTS  LAG  AGENT  CONNECTED");
    expect(lines[1]).toMatch(/^node-1 {2}SYNCED {2}2\/2 {2}- {2}0\.1\.0 {2}\d+d$/);
    expect(lines[2]).toMatch(/^node-2 {2}STALE {2}1\/2 {2}never synced {2}0\.1\.0 {2}\d+d$/);
    expect(lines.slice(3)).toEqual([
      "",
      "POLICY  FRONTEND  ENABLED  ACCEPTED  PROGRAMMED  READY  NODES  BACKENDS",
      "dns  kube-system/kube-dns  true  False  Unknown  False  1/2  2",
      "",
      "policy dns (policies.yaml:3): Accepted=False/InvalidServiceId: The id is 'x'",
      "node node-2: refuses [fd00::a]:53/UDP of policy dns: table-full: No room",
      "",
    ]);
  });

  test("says so where there is nothing", async () => {
    const { stdout } = await runProgram(["status"], { env: { LOCALREDIRECT_CONTROLLER: socket } });
    expect(stdout).toBe(
      "No node is known: no source has one, and no agent is connected\n\nThere are no policies\n",
    );
  });

  test("prints everything as JSON and YAML", async () => {
    world.nodes = [nodeStatus({})];
    world.policies = [policy];
    const json = await runProgram(["status", "--controller", socket, "-o", "json"]);
    expect(JSON.parse(json.stdout)).toMatchObject({
      nodes: [{ name: "node-1", state: "SYNCED", connectedAt: "1970-01-01T00:00:01.000Z" }],
      policies: [
        {
          name: "dns",
          origin: "policies.yaml:3",
          conditions: [
            {
              type: "Accepted",
              status: "False",
              reason: "InvalidServiceId",
              message: "The id is 'x'",
              observedGeneration: 2,
              lastTransitionTime: "1970-01-01T00:00:01.000Z",
            },
            { type: "Ready", status: "False" },
          ],
        },
      ],
    });
    const yaml = await runProgram(["status", "--controller", socket, "-o", "yaml"]);
    expect(yaml.stdout).toContain("nodes:\n  - name: node-1\n    state: SYNCED\n");
  });
});

describe("localredirect tables", () => {
  test("shows the redirects of all nodes, and of one", async () => {
    world.nodes = [nodeStatus({}), nodeStatus({ name: "node-2" })];
    const all = await runProgram(["tables", "--controller", socket]);
    expect(all.stdout.match(/^node-\d/gm)).toHaveLength(4);
    const one = await runProgram(["tables", "node-2", "--controller", socket]);
    expect(one.stdout.replaceAll(/ {2,}/g, "  ")).toBe(
      `NODE  FRONTEND  POLICY  ID  BACKEND  POD
node-2  10.96.0.10:53/TCP  dns  7  none: traffic passes  -
node-2  [fd00::a]:53/UDP  dns  7  [fd00::1]:5353  kube-system/cache-a (host network)
  [fd00::2]:53  kube-system/cache-b
`,
    );
  });

  test("prints them whole as JSON", async () => {
    world.nodes = [nodeStatus({})];
    const parameters = ["tables", "node-1", "--controller", socket, "-o", "json"];
    const { stdout } = await runProgram(parameters);
    expect(JSON.parse(stdout)).toMatchObject({
      tables: [
        { node: "node-1", redirects: [{}, { frontend: "[fd00::a]:53/UDP", backends: [{}, {}] }] },
      ],
    });
  });

  test("says which node is not known", async () => {
    const { code, stderr } = await runProgram(["tables", "node-9", "--controller", socket]);
    expect(stderr).toBe("localredirect: Node 'node-9' is not known\n");
    expect(code).toBe(1);
  });
});

describe("localredirect with a controller that cannot be asked", () => {
  test("says that nobody listens there", async () => {
    const { code, stderr } = await runProgram([
      ...["status", "--insecure", "--controller", "127.0.0.1:1"],
    ]);
    expect(stderr).toBe(
      "localredirect: Cannot reach the controller at 127.0.0.1:1: connect ECONNREFUSED 127.0.0.1:1\n",
    );
    expect(code).toBe(1);
  });

  test("says that something else answers", async () => {
    const other = new Server();
    const path = `unix:${join(folder, "other")}`;
    await new Promise((resolve) => {
      other.bindAsync(path, ServerCredentials.createInsecure(), resolve);
    });
    const { code, stderr } = await runProgram(["status", "--controller", path]);
    other.forceShutdown();
    expect(stderr).toContain("is no localredirect controller");
    expect(code).toBe(1);
  });

  test("asks by TLS, and says which file is not right", async () => {
    const authority = await createCertificateAuthority();
    const server = await authority.write(folder, "server", { ip: ["127.0.0.1"] });
    const client = await authority.write(folder, "client", { uri: ["localredirect:observer"] });
    const secure = new ObservedWorld();
    const security = { kind: "tls", files: server } as const;
    const port = await secure.listen(
      "127.0.0.1:0",
      serverCredentials(security, () => undefined),
    );
    const flags = ["--ca", client.authorities, "--cert", client.certificate, "--key"];
    const ask = ["status", "--controller", `127.0.0.1:${port}`, ...flags];
    const good = await runProgram([...ask, client.privateKey]);
    const bad = await runProgram([...ask, server.privateKey]);
    secure.close();
    expect(good.stderr).toBe("");
    expect(good.code).toBe(0);
    expect(bad.stderr).toMatch(/^localredirect: The private key in .* is not that of/);
    expect(bad.code).toBe(1);
  });
});
