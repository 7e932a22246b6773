import { stringify } from "yaml";

/** A pod as the API server would describe it. */
export interface BackendPod {
  readonly uid: string;
  readonly nodeName: string;
  readonly ip: string;
}

/** The port that all of the backends serve. */
export const backendPort = 5353;

/** The port of all frontends. */
export const frontendPort = 53;

/** Virtual IPs that no world routes anywhere but into the node itself. @param index from 0 */
export function virtualIp(index: number): string {
  return `10.100.${Math.floor(index / 250)}.${(index % 250) + 1}`;
}

/**
 * Policies that make a number of redirects, two each (TCP and UDP of one address), all to the one
 * pod.
 */
export function redirectManifests(redirects: number, pod: BackendPod): string {
  const policies = Array.from({ length: Math.ceil(redirects / 2) }, (_, index) => policy(index));
  return [backendManifest(pod), ...policies].map((object) => stringify(object)).join("---\n");
}

function backendManifest({ uid, nodeName, ip }: BackendPod): object {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "backend", namespace: "default", uid, labels: { app: "backend" } },
    spec: { nodeName },
    status: {
      phase: "Running",
      podIP: ip,
      podIPs: [{ ip }],
      conditions: [{ type: "Ready", status: "True" }],
    },
  };
}

/** One policy, for the virtual IP of that index. */
export function policy(index: number, enabled = true): object {
  const toPorts = (port: number): readonly object[] => [
    { port: String(port), protocol: "TCP", name: "tcp" },
    { port: String(port), protocol: "UDP", name: "udp" },
  ];
  return {
    apiVersion: "balancing.elf.io/v1beta1",
    kind: "LocalRedirectPolicy",
    metadata: { name: `bench-${index}` },
    spec: {
      enabled,
      frontend: { addressMatcher: { ip: virtualIp(index), toPorts: toPorts(frontendPort) } },
      backend: {
        endpointSelector: { matchLabels: { app: "backend" } },
        toPorts: toPorts(backendPort),
      },
    },
  };
}
