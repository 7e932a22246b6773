import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";

import {
  addressManifest,
  manifestWithPorts,
  serviceManifest,
} from "../testing/policy-manifests.ts";
import type { PortManifest } from "./manifest.ts";
import { parsePolicy } from "./parse-policy.ts";

/** The problems as lines, so that tables can be read. */
function problemsOf(manifest: unknown): readonly string[] {
  const result = parsePolicy(manifest);
  return result.ok ? [] : result.problems.map(({ path, reason }) => `${path}: ${reason}`);
}

/** A valid manifest with one part of its spec replaced by anything. */
function withSpec(change: Record<string, unknown>): unknown {
  const manifest = serviceManifest();
  return { ...manifest, spec: { ...manifest.spec, ...change } };
}

function withBackend(change: Record<string, unknown>): unknown {
  return withSpec({ backend: { ...serviceManifest().spec.backend, ...change } });
}

const examples = `
apiVersion: balancing.elf.io/v1beta1
kind: LocalRedirectPolicy
metadata:
  name: test-service
spec:
  enabled: true
  frontend:
    serviceMatcher:
      serviceName: http-server-v4
      namespace: default
      toPorts:
        - { port: "8080", protocol: TCP, name: p1 }
        - { port: "80", protocol: TCP, name: p2 }
  backend:
    endpointSelector:
      matchLabels: { app: http-redirect }
    toPorts:
      - { port: "80", protocol: TCP, name: p1 }
      - { port: "80", protocol: TCP, name: p2 }
---
apiVersion: balancing.elf.io/v1beta1
kind: LocalRedirectPolicy
metadata:
  name: test-addr
  annotations: { balancing.elf.io/serviceId: "10091" }
spec:
  enabled: true
  frontend:
    addressMatcher:
      ip: "169.254.0.90"
      toPorts:
        - { port: "8080", protocol: TCP, name: p1 }
        - { port: "80", protocol: TCP, name: p2 }
  backend:
    endpointSelector:
      matchLabels: { app: http-redirect }
    toPorts:
      - { port: "80", protocol: TCP, name: p1 }
      - { port: "80", protocol: TCP, name: p2 }
`;

describe("parsePolicy", () => {
  it("takes the examples of the API's contract unchanged", () => {
    const results = parseAllDocuments(examples).map((document) => parsePolicy(document.toJS()));
    const toPorts = [
      { port: 8080, protocol: "TCP", name: "p1" },
      { port: 80, protocol: "TCP", name: "p2" },
    ];
    const backend = {
      endpointSelector: { matchLabels: { app: "http-redirect" }, matchExpressions: [] },
      toPorts: [
        { port: 80, protocol: "TCP", name: "p1" },
        { port: 80, protocol: "TCP", name: "p2" },
      ],
      redirectSelf: false,
    };
    const service = { kind: "service", serviceName: "http-server-v4", namespace: "default" };
    expect(results).toEqual([
      {
        ok: true,
        policy: {
          metadata: { name: "test-service", uid: "", generation: 0, annotations: {}, labels: {} },
          spec: { enabled: true, frontend: { ...service, toPorts }, backend, config: {} },
        },
      },
      {
        ok: true,
        policy: {
          metadata: {
            name: "test-addr",
            uid: "",
            generation: 0,
            annotations: { "balancing.elf.io/serviceId": "10091" },
            labels: {},
          },
          spec: {
            enabled: true,
            frontend: { kind: "address", ip: "169.254.0.90", toPorts },
            backend,
            config: {},
          },
        },
      },
    ]);
  });

  it("applies defaults, canonicalises, and takes what the API server adds", () => {
    const manifest = addressManifest("FD00:0::A");
    const { frontend } = manifest.spec;
    const { endpointSelector, toPorts } = manifest.spec.backend;
    const result = parsePolicy({
      ...manifest,
      metadata: {
        name: "a.b-c",
        uid: "u",
        generation: 3,
        resourceVersion: "77",
        creationTimestamp: "2026-01-31T13:00:00+01:00",
        deletionTimestamp: null,
        labels: { a: "b" },
        managedFields: [{ manager: "kubectl" }],
        finalizers: ["x"],
      },
      spec: {
        frontend,
        backend: { endpointSelector, toPorts },
        qosLimit: 0,
        config: { nodeLabelSelector: {} },
      },
      status: { anything: true },
    });
    expect(result).toMatchObject({
      ok: true,
      policy: {
        metadata: {
          name: "a.b-c",
          uid: "u",
          generation: 3,
          resourceVersion: "77",
          creationTimestamp: "2026-01-31T12:00:00.000Z",
          labels: { a: "b" },
        },
        spec: {
          enabled: true,
          frontend: { ip: "fd00::a" },
          backend: { redirectSelf: false },
          config: { nodeLabelSelector: { matchLabels: {}, matchExpressions: [] } },
          qosLimit: 0,
        },
      },
    });
  });

  const cases: readonly (readonly [unknown, readonly string[]])[] = [
    [null, [": Must be an object, not null"]],
    [undefined, [": Is missing"]],
    ["text", [': Must be an object, not "text"']],
    [[], [": Must be an object, not a list"]],
    [
      {},
      ["apiVersion: Is missing", "kind: Is missing", "metadata: Is missing", "spec: Is missing"],
    ],
    [
      { ...serviceManifest(), apiVersion: "balancing.elf.io/v1", kind: "Policy" },
      [
        'apiVersion: Must be "balancing.elf.io/v1beta1", not "balancing.elf.io/v1"',
        'kind: Must be "LocalRedirectPolicy", not "Policy"',
      ],
    ],
    [
      { ...serviceManifest(), metadata: { name: "A", anotations: {}, labels: { a: 1 } } },
      [
        "metadata.name: Must be lower-case letters, digits, '-' and '.', with a letter or digit at both ends, not \"A\"",
        'metadata.labels.a: Must be a text, not 1; write it in quotes: "1"',
        'metadata.anotations: Unknown field; did you mean "annotations"?',
      ],
    ],
    [
      { ...serviceManifest(), metadata: { name: "a", creationTimestamp: "yesterday" } },
      ['metadata.creationTimestamp: Must be a time as RFC 3339 writes it, not "yesterday"'],
    ],
    [withSpec({ enabled: "yes" }), ['spec.enabled: Must be true or false, not "yes"']],
    [withSpec({ qosLimit: 1.5 }), ["spec.qosLimit: Must be a whole number, not 1.5"]],
    [withSpec({ qosLimit: -1 }), ["spec.qosLimit: Is -1, and must be at least 0"]],
    [
      withSpec({ qosLimit: 2 ** 32 }),
      ["spec.qosLimit: Is 4294967296, and must be at most 4294967295"],
    ],
    [withSpec({ qoslimit: 1 }), ['spec.qoslimit: Unknown field; did you mean "qosLimit"?']],
    [withSpec({ zzz: 1, "a b": 2 }), ["spec.zzz: Unknown field", "spec[a b]: Unknown field"]],
    [
      withSpec({ config: { nodeSelector: {} } }),
      ['spec.config.nodeSelector: Unknown field; did you mean "nodeLabelSelector"?'],
    ],
    [
      withBackend({ namespaces: [] }),
      ["spec.backend.namespaces: Has 0 entries, and must have at least 1"],
    ],
    [
      withBackend({ namespaces: ["*", "a", "a"] }),
      [
        'spec.backend.namespaces[0]: Is "*", which means all namespaces and must stand alone',
        'spec.backend.namespaces[2]: Repeats "a"',
      ],
    ],
    [
      withBackend({ namespaces: ["a_b"] }),
      ['spec.backend.namespaces[0]: Must be the name of a namespace, or "*" for all, not "a_b"'],
    ],
    [
      withBackend({ namespaces: Array.from({ length: 65 }, (_, index) => `n${index}`) }),
      ["spec.backend.namespaces: Has 65 entries, and must have at most 64"],
    ],
    [withBackend({ endpointSelector: undefined }), ["spec.backend.endpointSelector: Is missing"]],
    [
      withBackend({ endpointSelector: { matchExpressions: [{ key: "a", operator: "In" }] } }),
      [
        "spec.backend.endpointSelector.matchExpressions[0].values: Is empty; the operator In needs at least one value",
      ],
    ],
    [
      withSpec({
        frontend: { serviceMatcher: { serviceName: "kubernetes", namespace: "default" } },
      }),
      [
        "spec.frontend.serviceMatcher.serviceName: The Service default/kubernetes cannot be matched: nodes need it to reach the API server",
      ],
    ],
    [
      withSpec({ frontend: {} }),
      [
        "spec.frontend: Has neither of serviceMatcher and addressMatcher; exactly one must be given",
      ],
    ],
    [
      withSpec({
        frontend: { ...serviceManifest().spec.frontend, ...addressManifest().spec.frontend },
      }),
      ["spec.frontend: Has both of serviceMatcher and addressMatcher; exactly one must be given"],
    ],
  ];
  it.each(cases.map(([manifest, expected]) => ({ manifest, expected, says: expected.join("; ") })))(
    "says $says",
    ({ manifest, expected }) => {
      expect(problemsOf(manifest)).toEqual(expected);
    },
  );

  it.each([
    ["10.96.0", "Must be an IPv4 or IPv6 address"],
    ["010.96.0.1", "Must be an IPv4 or IPv6 address"],
    ["fe80::1%eth0", "Must be an IPv4 or IPv6 address"],
    [
      "::ffff:10.96.0.1",
      'Is "::ffff:10.96.0.1", an IPv4-mapped IPv6 address; write the IPv4 address',
    ],
    ["0.0.0.0", 'Is "0.0.0.0", the unspecified address; no connection to it can be redirected'],
    ["127.8.8.8", 'Is "127.8.8.8", a loopback address; no connection to it can be redirected'],
    ["224.0.0.1", 'Is "224.0.0.1", a multicast address; no connection to it can be redirected'],
    ["239.1.1.1", 'Is "239.1.1.1", a multicast address; no connection to it can be redirected'],
    [
      "255.255.255.255",
      'Is "255.255.255.255", the broadcast address; no connection to it can be redirected',
    ],
    ["0:0::0", 'Is "0:0::0", the unspecified address; no connection to it can be redirected'],
    ["::1", 'Is "::1", the loopback address; no connection to it can be redirected'],
    ["ff02::1", 'Is "ff02::1", a multicast address; no connection to it can be redirected'],
  ])("rejects the address %s", (ip, reason) => {
    expect(problemsOf(addressManifest(ip))).toEqual([`spec.frontend.addressMatcher.ip: ${reason}`]);
  });

  it.each(["", "x".repeat(46)])("rejects %j, of a length that no address has", (ip) => {
    expect(problemsOf(addressManifest(ip))).toHaveLength(1);
  });

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

  it("collects problems of all kinds at once", () => {
    const { frontend } = addressManifest("127.0.0.1").spec;
    const problems = problemsOf({
      ...serviceManifest(),
      extra: 1,
      metadata: { name: "" },
      spec: {
        frontend: { ...frontend, serviceMatcher: { serviceName: 7, namespace: "default" } },
        backend: {
          endpointSelector: { matchLabels: { "-": "x" } },
          toPorts: [{ port: "0", protocol: "SCTP" }],
          redirectself: true,
        },
      },
    });
    const paths = problems.map((problem) => problem.slice(0, problem.indexOf(":")));
    expect(new Set(paths)).toEqual(
      new Set([
        ...["extra", "metadata.name", "spec.frontend.serviceMatcher.serviceName", "spec.frontend"],
        ...["spec.frontend.addressMatcher.ip", "spec.backend.endpointSelector.matchLabels[-]"],
        ...["spec.backend.toPorts[0].port", "spec.backend.toPorts[0].protocol"],
        "spec.backend.redirectself",
      ]),
    );
  });

  it("bounds what it says of absurd sizes", () => {
    const fields = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`field${i}`, i]));
    const problems = problemsOf(withSpec(fields));
    expect(problems).toHaveLength(101);
    expect(problems.at(-1)).toBe(": Has 4900 further problems, which are not listed");
    const many = Array.from({ length: 100_000 }, () => ({ port: "80", protocol: "TCP" }));
    expect(problemsOf(withBackend({ toPorts: many }))).toEqual([
      "spec.backend.toPorts: Has 100000 entries, and must have at most 64",
    ]);
    const long = problemsOf(withSpec({ ["k".repeat(100_000)]: 1, enabled: "e".repeat(100_000) }));
    expect(long.join().length).toBeLessThan(500);
  });

  it("never throws, for any JSON", () => {
    const manifest = fc.record({
      apiVersion: fc.constant("balancing.elf.io/v1beta1"),
      kind: fc.constant("LocalRedirectPolicy"),
      metadata: fc.oneof(fc.jsonValue(), fc.constant({ name: "a" })),
      spec: fc.record(
        {
          frontend: fc.record(
            { serviceMatcher: fc.jsonValue(), addressMatcher: fc.jsonValue() },
            { requiredKeys: [] },
          ),
          backend: fc.record({ endpointSelector: fc.jsonValue(), toPorts: fc.jsonValue() }),
          config: fc.jsonValue(),
        },
        { requiredKeys: [] },
      ),
    });
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.anything(), manifest), (value) => {
        expect(typeof parsePolicy(value).ok).toBe("boolean");
      }),
      { numRuns: 1000 },
    );
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
