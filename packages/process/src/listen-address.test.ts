import { describe, expect, test } from "vitest";

import {
  formatListenAddress,
  isLocal,
  isLoopback,
  parseListenAddress,
  parsePeerAddress,
  parseServerName,
} from "./listen-address.ts";

describe("parseListenAddress", () => {
  test.each([
    ["127.0.0.1:9443", { kind: "tcp", host: "127.0.0.1", port: 9443 }],
    ["localhost:0", { kind: "tcp", host: "localhost", port: 0 }],
    ["[::1]:80", { kind: "tcp", host: "::1", port: 80 }],
    [":9090", { kind: "tcp", host: "::", port: 9090 }],
    ["a-b.example.com.:65535", { kind: "tcp", host: "a-b.example.com.", port: 65535 }],
    ["unix:/run/x.sock", { kind: "unix", path: "/run/x.sock" }],
    ["unix:///run/x.sock", { kind: "unix", path: "/run/x.sock" }],
    ["unix:x.sock", { kind: "unix", path: "x.sock" }],
  ])("reads %s", (text, value) => {
    expect(parseListenAddress(text)).toEqual({ ok: true, value });
  });

  test.each([
    ["", "is not HOST:PORT"],
    ["9443", "is not HOST:PORT"],
    ["localhost", "is not HOST:PORT"],
    ["localhost:", "is not HOST:PORT"],
    ["::1:80", "is not HOST:PORT"],
    ["http://localhost:80", "is not HOST:PORT"],
    ["localhost:-1", "is not HOST:PORT"],
    ["localhost:65536", "is greater than 65535"],
    ["[127.0.0.1]:80", "is not an IPv6 address"],
    ["[]:80", "is not an IPv6 address"],
    ["300.1.1.1:80", "is neither a name nor an IP address"],
    ["a b:80", "is neither a name nor an IP address"],
    ["unix:", "has no path"],
    [`unix:/${"x".repeat(107)}`, "has 108 bytes, more than 107"],
  ])("says what is wrong with '%s'", (text, reason) => {
    const parsed = parseListenAddress(text);
    expect(parsed.ok ? "" : parsed.reason).toContain(reason);
  });
});

describe("parsePeerAddress", () => {
  test.each([
    ["127.0.0.1:0", "cannot have port 0"],
    [":80", "has no host"],
    ["tcp://:80", "has no host"],
    ["$(LOCALREDIRECT_CONTROLLER_PORT)", "is a variable that Kubernetes has not filled in"],
    ["tcp://$(HOST):9443", "is a variable that Kubernetes has not filled in"],
    ["nonsense", "is not HOST:PORT"],
  ])("says what is wrong with '%s'", (text, reason) => {
    const parsed = parsePeerAddress(text);
    expect(parsed.ok ? "" : parsed.reason).toContain(reason);
  });

  test("takes what one can connect to", () => {
    expect(parsePeerAddress("controller:9443").ok).toBe(true);
    expect(parsePeerAddress("unix:/run/x").ok).toBe(true);
  });

  test.each([
    ["tcp://10.96.0.7:9443", "10.96.0.7"],
    ["tcp://[fd00::7]:9443", "fd00::7"],
  ])("takes %s, as Kubernetes tells pods of a Service", (text, host) => {
    expect(parsePeerAddress(text)).toEqual({
      ok: true,
      value: { kind: "tcp", host, port: 9443 },
    });
  });
});

test.each(["127.0.0.1:80", "[fd00::1]:443", "name:1", "unix:/run/x"])(
  "formatListenAddress writes %s as it was read",
  (text) => {
    const parsed = parseListenAddress(text);
    expect(parsed.ok && formatListenAddress(parsed.value)).toBe(text);
  },
);

test.each([
  ["localredirect-controller.localredirect.svc", true],
  ["localhost", true],
  ["10.0.0.1", false],
  ["fd00::1", false],
  ["controller:9443", false],
  ["", false],
])("parseServerName takes '%s': %s", (text, taken) => {
  expect(parseServerName(text).ok).toBe(taken);
});

test.each([
  ["127.0.0.1", true],
  ["127.8.8.8", true],
  ["::1", true],
  ["0:0:0:0:0:0:0:1", true],
  ["::ffff:127.0.0.1", true],
  ["localhost", true],
  ["x.localhost", true],
  ["127.example.com", false],
  ["notlocalhost", false],
  ["0.0.0.0", false],
  ["::", false],
  ["10.0.0.1", false],
  ["fe80::1", false],
])("isLoopback of %s is %s", (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});

test("isLocal holds for every unix socket", () => {
  expect(isLocal({ kind: "unix", path: "/x" })).toBe(true);
});
