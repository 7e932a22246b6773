import { serviceIdAnnotation } from "@localredirect/types";
import fc from "fast-check";

import type { ObjectChange, ServiceObject } from "../../sources/objects.ts";
import { nodeChange, podChange, policyChange, policyNamed } from "./policies.ts";

// Few names and few values, so that objects meet: conflicts, takeovers and shared ids are common.
const names = fc.constantFrom("a", "b", "c", "d", "e");
const nodes = fc.constantFrom("n1", "n2", "n3");
const labels = fc.constantFrom({ app: "web" }, { app: "dns" }, { app: "web", tier: "x" });

function gone(kind: ObjectChange["kind"], key: string): ObjectChange {
  return { kind, key, object: undefined };
}

function mostly(value: boolean): fc.Arbitrary<boolean> {
  return fc.oneof({ weight: 5, arbitrary: fc.constant(value) }, fc.constant(!value));
}

function serviceId(id: string): Readonly<Record<string, string>> {
  return { [serviceIdAnnotation]: id };
}

const frontend = fc.oneof(
  fc.record({
    addressMatcher: fc.record({
      ip: fc.constantFrom("10.96.0.1", "fd00::2"),
      toPorts: fc.constantFrom(
        [{ port: "80", protocol: "TCP", name: "p" }],
        [{ port: "81", protocol: "TCP", name: "p" }],
        [
          { port: "80", protocol: "TCP", name: "p" },
          { port: "81", protocol: "TCP", name: "q" },
        ],
      ),
    }),
  }),
  fc.record({
    serviceMatcher: fc.record({
      serviceName: fc.constantFrom("s1", "s2"),
      namespace: fc.constantFrom("default", "other"),
    }),
  }),
);

const spec = fc.record({
  enabled: mostly(true),
  frontend,
  backend: fc.record(
    {
      endpointSelector: labels.map((matchLabels) => ({ matchLabels })),
      namespaces: fc.constantFrom(["*"], ["default"], ["other", "default"]),
      redirectSelf: fc.boolean(),
      toPorts: fc.constant([
        { port: "8080", protocol: "TCP", name: "p" },
        { port: "8081", protocol: "TCP", name: "q" },
      ]),
    },
    { requiredKeys: ["endpointSelector", "toPorts"] },
  ),
  config: fc.constantFrom(
    {},
    { nodeLabelSelector: { matchLabels: { color: "blue" } } },
    { nodeLabelSelector: { matchExpressions: [{ key: "color", operator: "DoesNotExist" }] } },
  ),
});

const metadata = fc.record(
  {
    uid: fc.constantFrom("u1", "u2", "u3"),
    generation: fc.integer({ min: 1, max: 3 }),
    creationTimestamp: fc.constantFrom("2026-01-01T00:00:00.000Z", "2026-01-02T00:00:00.000Z"),
    annotations: fc.oneof(
      { weight: 4, arbitrary: fc.constant({}) },
      { weight: 4, arbitrary: fc.constantFrom("7", "8").map(serviceId) },
      { weight: 1, arbitrary: fc.constant(serviceId("none")) },
    ),
  },
  { requiredKeys: ["uid", "generation", "annotations"] },
);

const policies = fc
  .tuple(names, metadata, spec)
  .map(([name, meta, rest]) => policyChange(policyNamed(name, meta, rest)));

const pods = fc
  .record({
    name: names,
    namespace: fc.constantFrom("default", "other"),
    nodeName: fc.option(nodes, { nil: undefined }),
    labels,
    ready: mostly(true),
    terminating: mostly(false),
    podIPs: fc.constantFrom(["10.1.0.1"], ["10.1.0.2", "fd00:1::2"], []),
  })
  .map(({ name, ...rest }) => podChange(name, rest));

const services = fc
  .record({
    name: fc.constantFrom("s1", "s2"),
    namespace: fc.constantFrom("default", "other"),
    type: mostly(true).map((plain): ServiceObject["type"] =>
      plain ? "ClusterIP" : "ExternalName",
    ),
    headless: mostly(false),
    clusterIPs: fc.constantFrom(["10.96.0.1"], ["10.96.0.2", "fd00::2"], []),
    ports: fc.subarray([
      { name: "p", port: 80, protocol: "TCP" } as const,
      { name: "q", port: 81, protocol: "TCP" } as const,
      { name: "r", port: 82, protocol: "UDP" } as const,
    ]),
  })
  .map((object): ObjectChange => ({
    kind: "Service",
    key: `${object.namespace}/${object.name}`,
    object,
  }));

const nodeObjects = fc
  .tuple(
    nodes,
    fc.constantFrom({}, { color: "blue" }, { "balancing.elf.io/agent": "false" }),
    mostly(true),
  )
  .map(([name, nodeLabels, ready]) => nodeChange(name, nodeLabels, ready));

const removals = fc.oneof(
  names.map((name) => gone("LocalRedirectPolicy", name)),
  fc
    .tuple(fc.constantFrom("default", "other"), names)
    .map(([ns, name]) => gone("Pod", `${ns}/${name}`)),
  fc.constantFrom("default/s1", "other/s2").map((key) => gone("Service", key)),
  nodes.map((name) => gone("Node", name)),
);

const change = fc.oneof(
  { weight: 4, arbitrary: policies },
  { weight: 4, arbitrary: pods },
  { weight: 2, arbitrary: services },
  { weight: 1, arbitrary: nodeObjects },
  { weight: 3, arbitrary: removals },
);

/** A step, and which tables are looked at after it: those of the others are compiled later. */
export interface Step {
  readonly changes: readonly ObjectChange[];
  readonly look: readonly string[];
}

const step: fc.Arbitrary<Step> = fc.record({
  changes: fc.array(change, { minLength: 1, maxLength: 4 }),
  look: fc.subarray(["n1", "n2", "n3"]),
});

/** What there is before the first step, so that most steps concern a node and a Service. */
const beginning: Step = {
  changes: [
    nodeChange("n1"),
    nodeChange("n2", { color: "blue" }),
    {
      kind: "Service",
      key: "default/s1",
      object: {
        namespace: "default",
        name: "s1",
        type: "ClusterIP",
        headless: false,
        clusterIPs: ["10.96.0.1", "fd00::2"],
        ports: [{ name: "p", port: 80, protocol: "TCP" }],
      },
    },
  ],
  look: [],
};

/** Up to twenty steps after a beginning. */
export const steps: fc.Arbitrary<readonly Step[]> = fc
  .array(step, { minLength: 1, maxLength: 20 })
  .map((taken) => [beginning, ...taken]);
