import { createProgram } from "@localredirect/process";
import { describe, expect, test } from "vitest";
import { addAgentFlags, agentConfig, uninstallConfig } from "./config.ts";
import type { AgentConfig, AgentFlags, ConfigSurroundings } from "./config.ts";

const surroundings: ConfigSurroundings = { nodeName: undefined, hostname: "host-1" };
const identity = { name: "localredirect-agent", description: "", version: "0" };

function parse(parameters: readonly string[]): AgentFlags {
  const program = addAgentFlags(createProgram(identity)).action(() => undefined);
  return program.parse(parameters, { from: "user" }).opts<AgentFlags>();
}

function configOf(parameters: string, around = surroundings): AgentConfig {
  return agentConfig(parse(parameters.split(" ")), around);
}

describe("agentConfig", () => {
  test("is complete and frozen with a unix socket alone", () => {
    const config = configOf("--controller unix:/run/controller.sock --log-format json");
    expect(config).toEqual({
      controllers: [{ kind: "unix", path: "/run/controller.sock" }],
      security: { kind: "plain", serverName: undefined },
      node: "host-1",
      pinFolder: "/sys/fs/bpf/localredirect",
      cgroup: undefined,
      http: undefined,
      qosLimit: 0,
      maxRedirects: 16_384,
      log: { format: "json", level: "info" },
    });
    expect(Object.isFrozen(config)).toBe(true);
  });

  test("takes several controllers", () => {
    const config = configOf("--controller 127.0.0.1:1 --controller [::1]:2,localhost:3 --insecure");
    expect(config.controllers).toMatchObject([{ port: 1 }, { host: "::1" }, { port: 3 }]);
  });

  const local = "--controller unix:/s";
  test.each([
    [`${local} --node flag`, "cluster", "flag"],
    [local, "cluster", "cluster"],
    [local, "", "host-1"],
    [local, undefined, "host-1"],
  ])("%s and $NODE_NAME %s give the node %s", (parameters, nodeName, node) => {
    expect(configOf(parameters, { ...surroundings, nodeName }).node).toBe(node);
  });

  test("takes what Kubernetes tells of a Service", () => {
    const config = configOf("--controller tcp://[fd00::7]:9443 --token t --server-name c.ns.svc");
    expect(config.controllers).toEqual([{ kind: "tcp", host: "fd00::7", port: 9443 }]);
    expect(config.security).toMatchObject({ kind: "token", serverName: "c.ns.svc" });
  });

  test("takes TLS files, or a token", () => {
    const serverName = undefined;
    const files = { authorities: "ca", certificate: "cert", privateKey: "key" };
    expect(configOf("--controller a:1 --ca ca --cert cert --key key").security).toEqual({
      kind: "tls",
      files,
      serverName,
    });
    expect(configOf("--controller a:1 --token token --ca ca").security).toEqual({
      ...{ kind: "token", tokenFile: "token", transport: "tls", authoritiesFile: "ca" },
      serverName,
    });
    expect(configOf("--controller unix:/s --token token").security).toEqual({
      ...{ kind: "token", tokenFile: "token", transport: "plain", authoritiesFile: undefined },
      serverName,
    });
  });

  test.each([
    ["--insecure", "No controller is given"],
    ["--controller a", "is not HOST:PORT"],
    ["--controller a:0 --insecure", "cannot have port 0"],
    ["--controller a:1", "needs TLS"],
    ["--controller a:1 --insecure", "--insecure is for unix sockets and loopback addresses only"],
    ["--controller 127.0.0.1:1", "needs TLS"],
    ["--controller a:1 --ca ca", "--cert and --key is missing"],
    ["--controller $(LOCALREDIRECT_CONTROLLER_PORT) --token t", "Kubernetes has not filled in"],
    ["--controller unix:/s --server-name c.ns.svc", "--server-name is of use with TLS only"],
    ["--controller unix:/s --token t --server-name c", "--server-name is of use with TLS only"],
    ["--controller [::1]:1 --insecure --server-name c", "--server-name is of use with TLS only"],
    ["--controller a:1 --token t --server-name a:1", "'a:1' is not a DNS name"],
    ["--controller a:1 --token t --server-name 10.0.0.1", "'10.0.0.1' is not a DNS name"],
    ["--controller a:1 --token t --cert c", "--token contradicts --cert and --key"],
    ["--controller 127.0.0.1:1 --token t --insecure", "--token contradicts --insecure"],
    ["--controller unix:/s --max-redirects 0", "not a whole number from 1 to 65536"],
    ["--controller unix:/s --max-redirects 1e3", "not a whole number"],
    ["--controller unix:/s --qos-limit -1", "not a whole number from 0"],
    ["--controller unix:/s --qos-limit 4294967296", "not a whole number"],
    [`--controller unix:/s --node ${"n".repeat(254)}`, "more than 253"],
    ["--controller unix:/s --http 127.0.0.1", "is not HOST:PORT"],
    ["--controller unix:/s --unknown", "unknown option"],
    ["--controller unix:/s surplus", "too many arguments"],
  ])("of `%s` is refused: %s", (parameters, reason) => {
    expect(() => configOf(parameters)).toThrow(reason);
  });
});

test("uninstallConfig needs no controller", () => {
  expect(uninstallConfig(parse(["--pin", "/p", "--uninstall"]))).toMatchObject({ pinFolder: "/p" });
});
