import { createProgram, UsageError } from "@localredirect/process";
import { describe, expect, test } from "vitest";

import { addControllerFlags, controllerConfig } from "./config.ts";
import type { ControllerConfig, ControllerFlags } from "./config.ts";

function configOf(...parameters: string[]): ControllerConfig {
  const program = addControllerFlags(
    createProgram({ name: "tested", description: "", version: "0.0.0" }),
  );
  program.parse(["node", "tested", ...parameters]);
  return controllerConfig(program.opts<ControllerFlags>());
}

const tls = ["--tls-cert", "c", "--tls-key", "k", "--client-ca", "a"];

describe("controllerConfig", () => {
  test("is complete and frozen", () => {
    const config = configOf("--source", "files:/etc/a", "--source", "kubernetes", "--insecure");
    expect(config).toEqual({
      sources: [{ kind: "files", folder: "/etc/a" }, { kind: "kubernetes" }],
      listen: { kind: "tcp", host: "127.0.0.1", port: 9443 },
      security: { kind: "plain" },
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
