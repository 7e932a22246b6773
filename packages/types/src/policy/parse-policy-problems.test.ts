import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { addressManifest, serviceManifest } from "../testing/policy-manifests.ts";
import { problemsOf, withBackend, withSpec } from "../testing/policy-problems.ts";
import { parsePolicy } from "./parse-policy.ts";

describe("parsePolicy, problems", () => {
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
