import type { PolicyManifest, SpecManifest } from "../policy/manifest.ts";

type Frontend = SpecManifest["frontend"];
type Backend = SpecManifest["backend"];

const ports = [
  { port: "8080", protocol: "TCP", name: "p1" },
  { port: "80", protocol: "TCP", name: "p2" },
] as const;

/** A valid manifest for a Service, with changes to its spec. */
export function serviceManifest(change: Partial<SpecManifest> = {}): PolicyManifest {
  return {
    apiVersion: "balancing.elf.io/v1beta1",
    kind: "LocalRedirectPolicy",
    metadata: { name: "test-service" },
    spec: {
      enabled: true,
      frontend: {
        serviceMatcher: { serviceName: "http-server-v4", namespace: "default", toPorts: ports },
      },
      backend: {
        endpointSelector: { matchLabels: { app: "http-redirect" } },
        toPorts: [
          { port: "80", protocol: "TCP", name: "p1" },
          { port: "80", protocol: "TCP", name: "p2" },
        ],
        redirectSelf: false,
      },
      ...change,
    },
  };
}

/** As serviceManifest, for an address. */
export function addressManifest(ip = "169.254.0.90"): PolicyManifest {
  return serviceManifest({ frontend: { addressMatcher: { ip, toPorts: ports } } });
}

/** A valid manifest with other ports on each side; undefined: the Service's own. */
export function manifestWithPorts(
  frontendPorts: NonNullable<Frontend["serviceMatcher"]>["toPorts"],
  backendPorts: Backend["toPorts"],
): PolicyManifest {
  const { backend } = serviceManifest().spec;
  const service = { serviceName: "http-server-v4", namespace: "default" };
  return serviceManifest({
    frontend: {
      serviceMatcher: {
        ...service,
        ...(frontendPorts === undefined ? {} : { toPorts: frontendPorts }),
      },
    },
    backend: { ...backend, toPorts: backendPorts },
  });
}
