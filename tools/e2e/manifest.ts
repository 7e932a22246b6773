import type { Pod } from "../world/pod.ts";

/** Anything that stands in a manifest. */
export type Manifest = Readonly<Record<string, unknown>>;

/** One port of a policy's list. */
export interface PortSpec {
  readonly port: string;
  readonly protocol: string;
  readonly name?: string;
}

/** `80/TCP` as a policy writes it; `80/TCP/http` with a name. */
export function portSpec(text: string): PortSpec {
  const [port = "", protocol = "", name] = text.split("/");
  return { port, protocol, ...(name === undefined ? {} : { name }) };
}

/** What a test says of a policy beside its frontend. */
export interface PolicyOptions {
  /** Labels that backends carry. */
  readonly select: Readonly<Record<string, string>>;
  readonly frontendPorts?: readonly string[];
  readonly backendPorts: readonly string[];
  readonly annotations?: Readonly<Record<string, string>>;
  readonly creationTimestamp?: string;
  readonly namespaces?: readonly string[];
  /** Further fields of spec, which replace what is here. */
  readonly spec?: Manifest;
  /** Further fields of spec.backend. */
  readonly backend?: Manifest;
}

/** A policy for a Service, `NAMESPACE/NAME`, or for a virtual IP. */
export function policyManifest(name: string, frontend: string, options: PolicyOptions): Manifest {
  const { select, frontendPorts, backendPorts, annotations, creationTimestamp } = options;
  const [namespace, serviceName] = frontend.split("/");
  const toPorts = frontendPorts === undefined ? {} : { toPorts: frontendPorts.map(portSpec) };
  return {
    apiVersion: "balancing.elf.io/v1beta1",
    kind: "LocalRedirectPolicy",
    metadata: {
      name,
      ...(annotations === undefined ? {} : { annotations }),
      ...(creationTimestamp === undefined ? {} : { creationTimestamp }),
    },
    spec: {
      frontend:
        serviceName === undefined
          ? { addressMatcher: { ip: frontend, ...toPorts } }
          : { serviceMatcher: { serviceName, namespace, ...toPorts } },
      backend: {
        endpointSelector: { matchLabels: select },
        toPorts: backendPorts.map(portSpec),
        ...(options.namespaces === undefined ? {} : { namespaces: options.namespaces }),
        ...options.backend,
      },
      ...options.spec,
    },
  };
}

/**
 * An ordinary Service.
 *
 * @param fullName `NAMESPACE/NAME`
 * @param ports for example `80/TCP/http`
 */
export function serviceManifest(
  fullName: string,
  clusterIPs: readonly string[],
  ports: readonly string[],
): Manifest {
  const [namespace, name] = fullName.split("/");
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name, namespace },
    spec: {
      clusterIPs,
      ports: ports.map(portSpec).map((port) => ({ ...port, port: Number(port.port) })),
    },
  };
}

/** What a test says of a pod's manifest. */
export interface PodState {
  readonly nodeName: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly namespace?: string;
  /** Undefined: there is no condition Ready. */
  readonly ready: boolean | undefined;
  readonly terminating?: boolean;
  readonly annotations?: Readonly<Record<string, string>>;
  /** Only addresses of this family are reported; default both. */
  readonly family?: "v4" | "v6" | undefined;
}

/** A pod of the world as the API server would describe it. */
export function podManifest(pod: Pod, state: PodState): Manifest {
  const { nodeName, labels, namespace = "default", ready, terminating = false } = state;
  const { v4, v6 } = pod.addresses;
  const podIPs = state.family === undefined ? [v4, v6] : [pod.addresses[state.family]];
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name: pod.name,
      namespace,
      uid: pod.uid,
      labels,
      ...(state.annotations === undefined ? {} : { annotations: state.annotations }),
      ...(terminating ? { deletionTimestamp: "2026-01-01T00:00:00Z" } : {}),
    },
    spec: { nodeName, hostNetwork: pod.hostNetwork },
    status: {
      phase: "Running",
      podIP: podIPs[0],
      podIPs: podIPs.map((ip) => ({ ip })),
      conditions: ready === undefined ? [] : [{ type: "Ready", status: ready ? "True" : "False" }],
    },
  };
}

/** A node that is ready. */
export function nodeManifest(name: string, labels: Readonly<Record<string, string>>): Manifest {
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: { name, labels },
    status: { conditions: [{ type: "Ready", status: "True" }] },
  };
}
