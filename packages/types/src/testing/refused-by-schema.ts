import { manifestWithPorts, serviceManifest } from "./policy-manifests.ts";
import { withAddressPorts, withBackend, withSelector, withSpec } from "./refused-policy.ts";
import type { RefusedPolicy } from "./refused-policy.ts";

const { backend } = serviceManifest().spec;
const service = { serviceName: "http-server-v4", namespace: "default" };
const tcp = { port: "80", protocol: "TCP" } as const;
const backendPorts = "spec.backend.toPorts";
const servicePorts = "spec.frontend.serviceMatcher.toPorts";
const addressPorts = "spec.frontend.addressMatcher.toPorts";

/** What the schema refuses, in the words of the API server. */
export const refusedBySchema: readonly RefusedPolicy[] = [
  {
    what: "no spec",
    manifest: { ...serviceManifest(), spec: undefined },
    field: "spec",
    says: "Required value",
  },
  ...Object.entries({
    "spec.frontend": withSpec({ frontend: undefined }),
    "spec.backend": withSpec({ backend: undefined }),
    "spec.backend.endpointSelector": withBackend({ endpointSelector: undefined }),
    [backendPorts]: withBackend({ toPorts: undefined }),
    [`${backendPorts}[0].port`]: withBackend({ toPorts: [{ protocol: "TCP" }] }),
    [`${backendPorts}[0].protocol`]: withBackend({ toPorts: [{ port: "80" }] }),
  }).map(([field, manifest]): RefusedPolicy => ({
    what: `no ${field}`,
    manifest,
    field,
    says: "Required value",
  })),
  ...["serviceName", "namespace"].map((name): RefusedPolicy => ({
    what: `no ${name}`,
    manifest: withSpec({ frontend: { serviceMatcher: { ...service, [name]: undefined } } }),
    field: `spec.frontend.serviceMatcher.${name}`,
    says: "Required value",
  })),
  {
    what: "a word for enabled",
    manifest: withSpec({ enabled: "yes" }),
    field: "spec.enabled",
    says: "must be of type boolean",
  },
  {
    what: "a number for a port",
    manifest: withBackend({ toPorts: [{ ...tcp, port: 80 }] }),
    field: `${backendPorts}[0].port`,
    says: "must be of type string",
  },
  ...["0", "080", "65536", "100000", "-1", "http", " 80"].map((port): RefusedPolicy => ({
    what: `the port ${JSON.stringify(port)}`,
    manifest: withBackend({ toPorts: [{ ...tcp, port }] }),
    field: `${backendPorts}[0].port`,
    says: port.length > 5 ? "Too long: may not be more than 5" : "should match",
  })),
  {
    what: "another protocol",
    manifest: withBackend({ toPorts: [{ ...tcp, protocol: "SCTP" }] }),
    field: `${backendPorts}[0].protocol`,
    says: 'Unsupported value: "SCTP": supported values: "TCP", "UDP"',
  },
  {
    what: "a long name",
    manifest: manifestWithPorts(undefined, [{ ...tcp, name: "n".repeat(64) }]),
    field: `${backendPorts}[0].name`,
    says: "Too long: may not be more than 63",
  },
  ...Object.entries({
    [servicePorts]: manifestWithPorts([], backend.toPorts),
    [addressPorts]: withAddressPorts([], backend.toPorts),
    [backendPorts]: withBackend({ toPorts: [] }),
    "spec.backend.namespaces": withBackend({ namespaces: [] }),
  }).map(([field, manifest]): RefusedPolicy => ({
    what: `nothing in ${field}`,
    manifest,
    field,
    says: "should have at least 1 items",
  })),
  {
    what: "65 ports",
    manifest: manifestWithPorts(
      undefined,
      Array.from({ length: 65 }, (_, index) => ({ ...tcp, name: `n${index}` })),
    ),
    field: backendPorts,
    says: "Too many: 65: must have at most 64 items",
  },
  {
    what: "65 namespaces",
    manifest: withBackend({ namespaces: Array.from({ length: 65 }, (_, index) => `n${index}`) }),
    field: "spec.backend.namespaces",
    says: "Too many: 65: must have at most 64 items",
  },
  {
    what: "a namespace twice",
    manifest: withBackend({ namespaces: ["a", "b", "a"] }),
    field: "spec.backend.namespaces[2]",
    says: 'Duplicate value: "a"',
  },
  {
    what: "a port and protocol twice at the Service",
    manifest: manifestWithPorts(
      [
        { ...tcp, name: "p1" },
        { ...tcp, name: "p2" },
      ],
      backend.toPorts,
    ),
    field: `${servicePorts}[1]`,
    says: "Duplicate value",
  },
  {
    what: "a port and protocol twice at the address",
    manifest: withAddressPorts(
      [
        { ...tcp, name: "p1" },
        { ...tcp, name: "p2" },
      ],
      backend.toPorts,
    ),
    field: `${addressPorts}[1]`,
    says: "Duplicate value",
  },
  {
    what: "no name of a namespace",
    manifest: withBackend({ namespaces: ["a_b"] }),
    field: "spec.backend.namespaces[0]",
    says: "should match",
  },
  {
    what: "no value of a label",
    manifest: withSelector({ matchLabels: { app: "a b" } }),
    field: "spec.backend.endpointSelector.matchLabels.app",
    says: "should match",
  },
  {
    what: "no key of a label",
    manifest: withSelector({ matchExpressions: [{ key: "-", operator: "Exists" }] }),
    field: "spec.backend.endpointSelector.matchExpressions[0].key",
    says: "should match",
  },
  {
    what: "another operator",
    manifest: withSelector({ matchExpressions: [{ key: "a", operator: "Like", values: ["b"] }] }),
    field: "spec.backend.endpointSelector.matchExpressions[0].operator",
    says: 'supported values: "In", "NotIn", "Exists", "DoesNotExist"',
  },
  {
    what: "a negative limit",
    manifest: withSpec({ qosLimit: -1 }),
    field: "spec.qosLimit",
    says: "should be greater than or equal to 0",
  },
  {
    what: "a limit beyond 32 bits",
    manifest: withSpec({ qosLimit: 2 ** 32 }),
    field: "spec.qosLimit",
    says: "should be less than or equal to 4294967295",
  },
  {
    what: "a broken limit",
    manifest: withSpec({ qosLimit: 1.5 }),
    field: "spec.qosLimit",
    says: "must be of type integer",
  },
];
