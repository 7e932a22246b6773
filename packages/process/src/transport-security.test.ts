import { describe, expect, test } from "vitest";

import type { ListenAddress } from "./listen-address.ts";
import { clientSecurity, serverSecurity, tokenServerSecurity } from "./transport-security.ts";

const loopback: ListenAddress = { kind: "tcp", host: "127.0.0.1", port: 1 };
const distant: ListenAddress = { kind: "tcp", host: "10.0.0.1", port: 1 };
const socket: ListenAddress = { kind: "unix", path: "/run/x" };
const none = { tlsCert: undefined, tlsKey: undefined, clientCa: undefined, insecure: false };
const all = { tlsCert: "c", tlsKey: "k", clientCa: "a", insecure: false };
const tls = { kind: "tls", files: { certificate: "c", privateKey: "k", authorities: "a" } };

describe("serverSecurity", () => {
  test.each([
    ["all files, anywhere", distant, all, tls],
    ["all files, on a unix socket", socket, all, tls],
    ["nothing, on a unix socket", socket, none, { kind: "plain" }],
    ["--insecure, on loopback", loopback, { ...none, insecure: true }, { kind: "plain" }],
    ["--insecure, on a unix socket", socket, { ...none, insecure: true }, { kind: "plain" }],
  ])("allows %s", (_, address, flags, value) => {
    expect(serverSecurity(address, flags)).toEqual({ ok: true, value });
  });

  test.each([
    [
      "nothing, distant",
      distant,
      none,
      "10.0.0.1:1 needs TLS: give --tls-cert, --tls-key and --client-ca",
    ],
    ["nothing, on loopback", loopback, none, "or --insecure on this loopback address"],
    ["--insecure, distant", distant, { ...none, insecure: true }, "which 10.0.0.1:1 is not"],
    ["both", loopback, { ...all, insecure: true }, "contradicts"],
    ["a part of the files", distant, { ...all, tlsKey: undefined }, "--tls-key is missing"],
    [
      "a part of the files and --insecure",
      loopback,
      { ...all, tlsKey: undefined, clientCa: undefined, insecure: true },
      "--tls-key and --client-ca is missing",
    ],
  ])("refuses %s", (_, address, flags, reason) => {
    const result = serverSecurity(address, flags);
    expect(result.ok ? "" : result.reason).toContain(reason);
  });
});

describe("tokenServerSecurity", () => {
  const serving = { certificate: "c", privateKey: "k" };
  const open = { kind: "tls-or-token", serving: undefined, clientAuthorities: undefined };

  test.each([
    ["nothing, distant: its own certificate", distant, none, open],
    ["a certificate from files", distant, { ...all, clientCa: undefined }, { ...open, serving }],
    [
      "clients' authorities with its own certificate",
      distant,
      { ...none, clientCa: "a" },
      { ...open, clientAuthorities: "a" },
    ],
    ["all files", socket, all, { kind: "tls-or-token", serving, clientAuthorities: "a" }],
    ["nothing, on a unix socket", socket, none, { kind: "plain" }],
    ["--insecure, on loopback", loopback, { ...none, insecure: true }, { kind: "plain" }],
  ])("allows %s", (_, address, flags, value) => {
    expect(tokenServerSecurity(address, flags)).toEqual({ ok: true, value });
  });

  test.each([
    ["--insecure, distant", distant, { ...none, insecure: true }, "which 10.0.0.1:1 is not"],
    ["both", loopback, { ...all, insecure: true }, "contradicts"],
    ["no certificate to a key", distant, { ...none, tlsKey: "k" }, "--tls-cert is missing"],
    ["no key to a certificate", distant, { ...none, tlsCert: "c" }, "--tls-key is missing"],
  ])("refuses %s", (_, address, flags, reason) => {
    const result = tokenServerSecurity(address, flags);
    expect(result.ok ? "" : result.reason).toContain(reason);
  });
});

describe("clientSecurity", () => {
  const nothing = {
    ...{ ca: undefined, cert: undefined, key: undefined },
    ...{ insecure: false, serverName: undefined },
  };

  test("looks at every address", () => {
    const flags = { ...nothing, insecure: true };
    expect(clientSecurity([socket, loopback], flags)).toEqual({
      ok: true,
      value: { kind: "plain" },
    });
    const result = clientSecurity([socket, distant], flags);
    expect(result.ok ? "" : result.reason).toContain("10.0.0.1:1 is not");
  });

  test("a unix socket is plain without either", () => {
    expect(clientSecurity([socket], nothing).ok).toBe(true);
    expect(clientSecurity([socket, loopback], nothing).ok).toBe(false);
  });

  test("takes a server's name with TLS only", () => {
    const named = { ...nothing, serverName: "controller" };
    expect(clientSecurity([distant], { ...named, ca: "a", cert: "c", key: "k" }).ok).toBe(true);
    for (const flags of [named, { ...named, insecure: true }]) {
      const result = clientSecurity([socket], flags);
      expect(result.ok ? "" : result.reason).toContain("--server-name is of use with TLS only");
    }
  });

  test("names its own flags", () => {
    const result = clientSecurity([distant], nothing);
    expect(result.ok ? "" : result.reason).toContain("--ca, --cert and --key");
  });
});
