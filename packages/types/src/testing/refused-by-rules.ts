import { addressManifest, manifestWithPorts, serviceManifest } from "./policy-manifests.ts";
import {
  withAddressPorts,
  withBackend,
  withNodeSelector,
  withSelector,
  withSpec,
} from "./refused-policy.ts";
import type { RefusedPolicy } from "./refused-policy.ts";

const { frontend, backend } = serviceManifest().spec;
const tcp = { port: "80", protocol: "TCP" } as const;
const udp = { port: "80", protocol: "UDP" } as const;
const backendPorts = "spec.backend.toPorts";
const servicePorts = "spec.frontend.serviceMatcher.toPorts";
const addressPorts = "spec.frontend.addressMatcher.toPorts";

/** What the rules refuse that are about more than one field, or that a schema has no word for. */
export const refusedByRules: readonly RefusedPolicy[] = [
  {
    what: "no matcher",
    manifest: withSpec({ frontend: {} }),
    field: "spec.frontend",
    says: "Exactly one of serviceMatcher and addressMatcher must be given",
  },
  {
    what: "two matchers",
    manifest: withSpec({ frontend: { ...frontend, ...addressManifest().spec.frontend } }),
    field: "spec.frontend",
    says: "Exactly one of serviceMatcher and addressMatcher must be given",
  },
  {
    what: "default/kubernetes",
    manifest: withSpec({
      frontend: { serviceMatcher: { serviceName: "kubernetes", namespace: "default" } },
    }),
    field: "spec.frontend.serviceMatcher",
    says: "The Service default/kubernetes cannot be matched: nodes need it to reach the API server",
  },
  ...[
    ...["10.96.0", "010.96.0.1", "http", "fe80::1%eth0", "::ffff:10.96.0.1", "0.0.0.0", "::"],
    ...["127.8.8.8", "::1", "224.0.0.1", "ff02::1", "255.255.255.255"],
  ].map((ip) => ({
    what: `the address ${ip}`,
    manifest: addressManifest(ip),
    field: "spec.frontend.addressMatcher.ip",
    says: "Must be an IPv4 or IPv6 address, and not an unspecified, loopback, multicast, broadcast or IPv4-mapped one",
  })),
  {
    what: "a name twice at the Service",
    manifest: manifestWithPorts(
      [
        { ...tcp, name: "a" },
        { ...udp, name: "a" },
      ],
      backend.toPorts,
    ),
    field: servicePorts,
    says: "Each name may stand in the list once",
  },
  {
    what: "a name twice at the address",
    manifest: withAddressPorts(
      [
        { ...tcp, name: "p1" },
        { ...udp, name: "p1" },
      ],
      backend.toPorts,
    ),
    field: addressPorts,
    says: "Each name may stand in the list once",
  },
  {
    what: "a name twice at the backend",
    manifest: manifestWithPorts(undefined, [
      { ...tcp, name: "a" },
      { ...tcp, name: "a" },
    ]),
    field: backendPorts,
    says: "Each name may stand in the list once",
  },
  {
    what: "backend ports without names",
    manifest: manifestWithPorts(undefined, [tcp, { ...tcp, port: "81" }]),
    field: backendPorts,
    says: "Each of several backend ports needs a name, by which it is paired with a frontend port",
  },
  ...[withAddressPorts, manifestWithPorts].flatMap((withPorts): readonly RefusedPolicy[] => [
    {
      what: `a frontend port without a partner, by ${withPorts.name}`,
      manifest: withPorts([{ ...tcp, name: "a" }], [{ ...tcp, name: "b" }]),
      field: "spec",
      says: "Each frontend port needs a backend port of the same name; names may be left out only where each side has exactly one port",
    },
    {
      what: `protocols that differ, by ${withPorts.name}`,
      manifest: withPorts([udp], [tcp]),
      field: "spec",
      says: "A frontend port and its backend port must have the same protocol",
    },
  ]),
  {
    what: "an asterisk that does not stand alone",
    manifest: withBackend({ namespaces: ["*", "default"] }),
    field: "spec.backend.namespaces",
    says: '"*" means all namespaces, and must stand alone',
  },
  ...[
    { key: "a", operator: "In" },
    { key: "a", operator: "NotIn", values: [] },
    { key: "a", operator: "Exists", values: ["b"] },
    { key: "a", operator: "DoesNotExist", values: ["b"] },
  ].flatMap((expression): readonly RefusedPolicy[] => [
    {
      what: `${expression.operator} with the wrong values, in the selector of pods`,
      manifest: withSelector({ matchExpressions: [expression] }),
      field: "spec.backend.endpointSelector.matchExpressions",
      says: "In and NotIn need at least one value, Exists and DoesNotExist take none",
    },
    {
      what: `${expression.operator} with the wrong values, in the selector of nodes`,
      manifest: withNodeSelector({ matchExpressions: [expression] }),
      field: "spec.config.nodeLabelSelector.matchExpressions",
      says: "In and NotIn need at least one value, Exists and DoesNotExist take none",
    },
  ]),
];
