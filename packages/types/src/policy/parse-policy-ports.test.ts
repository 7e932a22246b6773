import { describe, expect, it } from "vitest";

import { manifestWithPorts } from "../testing/policy-manifests.ts";
import { problemsOf, withBackend } from "../testing/policy-problems.ts";
import type { PortManifest } from "./manifest.ts";

describe("parsePolicy, port numbers", () => {
  it.each(["1", "80", "443", "9999", "65535"])("takes the port %s", (port) => {
    const ports: readonly PortManifest[] = [{ port, protocol: "UDP" }];
    expect(problemsOf(manifestWithPorts(ports, ports))).toEqual([]);
  });

  it.each<unknown>([
    "0",
    "00",
    "080",
    "65536",
    "70000",
    "100000",
    "-1",
    "1.5",
    "http",
    " 80",
    "80\n",
  ])("rejects the port %j, by its path", (port) => {
    const ports = [{ port, protocol: "TCP" }];
    const [problem] = problemsOf(withBackend({ toPorts: ports }));
    expect(problem).toMatch(/^spec\.backend\.toPorts\[0\]\.port: /);
  });
});
describe("parsePolicy, pairing ports", () => {
  const tcp = (port: string, name?: string): PortManifest => ({
    port,
    protocol: "TCP",
    ...(name === undefined ? {} : { name }),
  });
  const udp = (port: string, name?: string): PortManifest => ({
    ...tcp(port, name),
    protocol: "UDP",
  });
  const frontend = "spec.frontend.serviceMatcher.toPorts";

  it.each<[string, PortManifest[] | undefined, PortManifest[], readonly string[]]>([
    ["one to one, without names", [tcp("80")], [tcp("8080")], []],
    ["one to one, one with a name", [tcp("80", "a")], [tcp("8080")], []],
    ["one to one, of one name", [tcp("80", "a")], [tcp("8080", "a")], []],
    ["the Service's ports, by name", undefined, [tcp("1", "a"), udp("1", "b")], []],
    ["the Service's only port", undefined, [tcp("1")], []],
    [
      "a port for each protocol",
      [tcp("53", "t"), udp("53", "u")],
      [udp("53", "u"), tcp("53", "t")],
      [],
    ],
    ["a backend port more", [tcp("80", "a")], [tcp("80", "a"), tcp("81", "b")], []],
    [
      "one to one, of two names",
      [tcp("80", "a")],
      [tcp("8080", "b")],
      [
        `${frontend}[0].name: Is "a", and no backend port has this name; spec.backend.toPorts has "b"`,
      ],
    ],
    [
      "one to one, of two protocols",
      [tcp("80")],
      [udp("8080")],
      [`${frontend}[0].protocol: Is TCP, but its backend port 8080 has UDP`],
    ],
    [
      "no partner",
      [tcp("80", "a"), tcp("81", "c")],
      [tcp("80", "a"), tcp("81", "b")],
      [
        `${frontend}[1].name: Is "c", and no backend port has this name; spec.backend.toPorts has "a", "b"`,
      ],
    ],
    [
      "two protocols",
      [tcp("80", "a"), udp("81", "b")],
      [tcp("80", "a"), tcp("81", "b")],
      [`${frontend}[1].protocol: Is UDP, but its backend port 81 has TCP`],
    ],
    [
      "no names among several",
      [tcp("80"), tcp("81", "b")],
      [tcp("80"), tcp("81", "b")],
      [
        "spec.backend.toPorts[0].name: Is missing; each of several ports needs a name, by which it is paired",
        `${frontend}[0].name: Is missing; it may be left out only where each side has exactly one port`,
      ],
    ],
    [
      "a frontend port twice",
      [tcp("80", "a"), tcp("80", "b")],
      [tcp("80", "a"), tcp("80", "b")],
      [`${frontend}[1].port: Repeats 80/TCP, which stands in entry [0] already`],
    ],
    [
      "a name twice",
      [tcp("80", "a"), tcp("81", "a")],
      [tcp("80", "a"), tcp("81", "a")],
      [
        `${frontend}[1].name: Repeats "a", the name of entry [0]`,
        'spec.backend.toPorts[1].name: Repeats "a", the name of entry [0]',
      ],
    ],
    ["no frontend port", [], [tcp("80")], [`${frontend}: Has 0 entries, and must have at least 1`]],
    [
      "no backend port",
      undefined,
      [],
      ["spec.backend.toPorts: Has 0 entries, and must have at least 1"],
    ],
    ["an empty name", undefined, [tcp("1", "")], ["spec.backend.toPorts[0].name: Is empty"]],
    [
      "a long name",
      undefined,
      [tcp("1", "n".repeat(64))],
      ["spec.backend.toPorts[0].name: Has 64 characters, and may have at most 63"],
    ],
  ])("%s", (_, frontendPorts, backendPorts, expected) => {
    expect(problemsOf(manifestWithPorts(frontendPorts, backendPorts))).toEqual(expected);
  });
});
