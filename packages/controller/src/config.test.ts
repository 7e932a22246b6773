import { createProgram, UsageError } from "@localredirect/process";
import { describe, expect, test } from "vitest";

import { addControllerFlags, controllerConfig } from "./config.ts";
import type { ConfigSurroundings, ControllerConfig, ControllerFlags } from "./config.ts";

const noPod: ConfigSurroundings = {
  podName: undefined,
  podNamespace: undefined,
  podIp: undefined,
};

function configOf(...parameters: string[]): ControllerConfig {
  return configIn(noPod, ...parameters);
}

function configIn(surroundings: ConfigSurroundings, ...parameters: string[]): ControllerConfig {
  const program = addControllerFlags(
    createProgram({ name: "tested", description: "", version: "0.0.0" }),
  );
  program.parse(["node", "tested", ...parameters]);
  return controllerConfig(program.opts<ControllerFlags>(), surroundings);
}

const tokens = ["--agent-service-account", "lr/agent.1"];
const tls = ["--tls-cert", "c", "--tls-key", "k", "--client-ca", "a"];

describe("controllerConfig", () => {
  test("is complete and frozen", () => {
    const config = configOf("--source", "files:/etc/a", "--source", "kubernetes", "--insecure");
    expect(config).toEqual({
      sources: [{ kind: "files", folder: "/etc/a" }, { kind: "kubernetes" }],
      listen: { kind: "tcp", host: "127.0.0.1", port: 9443 },
      security: { kind: "plain" },
      tokens: undefined,
      namespace: "localredirect",
      podName: undefined,
      podIp: undefined,
      peers: { kind: "fixed", addresses: [] },
      http: undefined,
      log: { format: "json", level: "info" },
    });
    expect(Object.isFrozen(config)).toBe(true);
  });

  test("takes TLS on any address", () => {
    const config = configOf("--source", "files:a", "--listen", ":9443", ...tls);
    expect(config.security.kind).toBe("tls");
    expect(config.listen).toEqual({ kind: "tcp", host: "::", port: 9443 });
  });

  test("takes a unix socket without either", () => {
    const config = configOf("--source", "files:a", "--listen", "unix:/run/x");
    expect(config.security.kind).toBe("plain");
  });

  test("takes agents by the tokens of a ServiceAccount, with a certificate of its own", () => {
    expect(configOf("--source", "kubernetes", ...tokens)).toMatchObject({
      security: { kind: "tls-or-token", serving: undefined, clientAuthorities: undefined },
      tokens: { audience: "localredirect", serviceAccount: { namespace: "lr", name: "agent.1" } },
    });
    const config = configOf("--source", "kubernetes", ...tokens, "--token-audience", "a", ...tls);
    expect(config).toMatchObject({
      security: { serving: { certificate: "c", privateKey: "k" }, clientAuthorities: "a" },
      tokens: { audience: "a" },
    });
  });

  test("knows its pod, and takes an empty variable for none", () => {
    const parameters = ["--source", "files:a", "--insecure"];
    const pod = { podName: "one", podNamespace: "elsewhere", podIp: "10.1.0.1" };
    expect(configIn(pod, ...parameters)).toMatchObject({
      namespace: "elsewhere",
      podIp: pod.podIp,
    });
    const forgotten = configIn({ podName: "", podNamespace: "", podIp: "" }, ...parameters);
    expect([forgotten.namespace, forgotten.podIp]).toEqual(["localredirect", undefined]);
  });

  test.each([
    [["--source", "files:a", ...tokens], "give --source kubernetes"],
    [["--source", "kubernetes", "--token-audience", "a", "--insecure"], "--token-audience says"],
    [["--source", "kubernetes", ...tokens, "--token-audience", ""], "--token-audience is empty"],
    [
      ["--source", "kubernetes", ...tokens, "--insecure"],
      "needs TLS, which 127.0.0.1:9443 has not",
    ],
    [["--source", "kubernetes", ...tokens, "--listen", "unix:/x"], "which unix:/x has not"],
    [["--source", "kubernetes", ...tokens, "--tls-key", "k"], "--tls-cert is missing"],
  ])("refuses tokens with %j", (parameters, message) => {
    expect(() => configOf(...parameters)).toThrow(UsageError);
    expect(() => configOf(...parameters)).toThrow(message);
  });

  test("finds other replicas behind a Service, or at addresses", () => {
    const service = ["--peer-service", "lr/peers"];
    expect(configOf("--source", "kubernetes", ...tokens, ...service).peers).toEqual({
      kind: "service",
      service: { namespace: "lr", name: "peers" },
    });
    const addresses = ["--peer", "unix:/x", "--peer", "localhost:1"];
    expect(configOf("--source", "files:a", "--insecure", ...addresses).peers).toMatchObject({
      kind: "fixed",
      addresses: [{ path: "/x" }, { port: 1 }],
    });
    const distant = ["--peer", "10.0.0.1:1"];
    expect(configOf("--source", "files:a", ...tls, ...distant).peers.kind).toBe("fixed");
  });

  test.each([
    [["--insecure", "--peer-service", "a/b"], "--peer-service needs TLS"],
    [["--insecure", "--peer", "10.0.0.1:1"], "--peer 10.0.0.1:1 needs TLS"],
    [["--insecure", "--peer-service", "a/b", "--peer", "unix:/x"], "leave one of them out"],
    [[...tokens, ...tls.slice(0, 4), "--peer-service", "a/b"], "each other by --client-ca"],
    [["--peer-service", "b"], "Service 'b' is not NAMESPACE/NAME"],
    [["--peer", ":9443"], "Address ':9443' to connect to has no host"],
  ])("refuses peers with %j", (parameters, message) => {
    expect(() => configOf("--source", "kubernetes", ...parameters)).toThrow(message);
  });

  test.each([
    "agent",
    "lr/",
    "/agent",
    "LR/agent",
    "lr/agent/x",
    "l.r/agent",
    "lr/-agent",
    "lr/a b",
  ])("takes no ServiceAccount %j", (text) => {
    expect(() => configOf("--agent-service-account", text)).toThrow("is not NAMESPACE/NAME");
  });

  test.each([
    [[], "There is nothing to serve from: give --source kubernetes or files:DIR"],
    [["--source", "files:a"], "127.0.0.1:9443 needs TLS"],
    [["--source", "files:a", "--insecure", "--listen", "10.0.0.1:1"], "which 10.0.0.1:1 is not"],
    [["--source", "files:a,files:a", "--insecure"], "Source files:a is given twice"],
  ])("refuses %j", (parameters, message) => {
    expect(() => configOf(...parameters)).toThrow(UsageError);
    expect(() => configOf(...parameters)).toThrow(message);
  });

  test.each([
    [["--source", "kubernetes", "--source", "kubernetes"], "Source kubernetes is given twice"],
    [["--source", "files:"], "Source 'files:' is neither kubernetes nor files:DIR"],
    [["--source", "/etc/a"], "Source '/etc/a' is neither kubernetes nor files:DIR"],
    [["--listen", "9443"], "Address '9443' is not HOST:PORT"],
    [["--http", "localhost"], "Address 'localhost' is not HOST:PORT"],
    [["--log-level", "loud"], "Allowed choices are trace, debug"],
    [["--log-format", "xml"], "Allowed choices are text, json"],
  ])("says what is wrong with %j", (parameters, message) => {
    expect(() => configOf(...parameters)).toThrow(message);
  });
});
