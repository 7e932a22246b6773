import { formatFrontend, frontendAddressProblem, frontendFamily } from "@localredirect/types";
import type {
  AddressFamily,
  Frontend,
  FrontendKey,
  PolicySpec,
  PortSpec,
  ServiceFrontend,
} from "@localredirect/types";

import type { ServiceObject, ServicePort } from "../sources/objects.ts";
import { pairPorts } from "./pair-ports.ts";
import type { PortPair, UnpairedPort } from "./pair-ports.ts";

/** One frontend of a policy and the port of the backends that it goes to. */
export interface ResolvedFrontend {
  readonly frontend: Frontend;
  readonly key: FrontendKey;
  readonly family: AddressFamily;
  readonly backendPort: number;
}

/** Why something that a policy refers to is not redirected. */
export type ResolutionIssue =
  | { readonly kind: "service-not-found"; readonly service: string }
  | {
      readonly kind: "service-not-supported";
      readonly service: string;
      /** Completes "The Service …". */
      readonly why: string;
    }
  /** `toPorts` lists a port that the Service lacks. */
  | { readonly kind: "port-not-found"; readonly service: string; readonly port: PortSpec }
  /** The ports come from the Service, and this one has no partner. */
  | { readonly kind: "unpaired"; readonly service: string; readonly unpaired: UnpairedPort };

/** What a policy's frontend stands for now. */
export interface Resolution {
  /** Each key once. */
  readonly frontends: readonly ResolvedFrontend[];
  readonly issues: readonly ResolutionIssue[];
}

/** Resolves a policy's frontend. `service`: the one it matches, undefined if there is none. */
export function resolveFrontends(
  { frontend, backend }: PolicySpec,
  service: ServiceObject | undefined,
): Resolution {
  if (frontend.kind === "service") return resolveService(frontend, backend.toPorts, service);
  const { pairs } = pairPorts(frontend.toPorts, backend.toPorts);
  return { frontends: combine([frontend.ip], pairs), issues: [] };
}

function resolveService(
  matcher: ServiceFrontend,
  backendPorts: readonly PortSpec[],
  service: ServiceObject | undefined,
): Resolution {
  const name = `${matcher.namespace}/${matcher.serviceName}`;
  if (service === undefined) return nothing({ kind: "service-not-found", service: name });
  const why = unsupportedReason(service);
  if (why !== undefined) return nothing({ kind: "service-not-supported", service: name, why });
  const { pairs, issues } =
    matcher.toPorts === undefined
      ? pairServicePorts(name, service.ports, backendPorts)
      : pairListedPorts(name, matcher.toPorts, { service, backendPorts });
  return { frontends: combine(service.clusterIPs, pairs), issues };
}

function nothing(issue: ResolutionIssue): Resolution {
  return { frontends: [], issues: [issue] };
}

function unsupportedReason({ type, headless, clusterIPs }: ServiceObject): string | undefined {
  if (type === "ExternalName") return "is of type ExternalName, which has no ClusterIP";
  if (headless) return "is headless, so that it has no ClusterIP";
  if (clusterIPs.length === 0) return "has no ClusterIP yet";
  const wrong = clusterIPs.find((ip) => frontendAddressProblem(ip) !== undefined);
  return wrong === undefined ? undefined : `has the ClusterIP ${wrong}, which cannot be redirected`;
}

interface Pairs {
  readonly pairs: readonly PortPair[];
  readonly issues: readonly ResolutionIssue[];
}

/** Pairs the Service's own ports, by the names that it gives them. */
function pairServicePorts(
  service: string,
  ports: readonly ServicePort[],
  backendPorts: readonly PortSpec[],
): Pairs {
  const { pairs, unpaired } = pairPorts(ports, backendPorts);
  return { pairs, issues: unpaired.map((port) => ({ kind: "unpaired", service, unpaired: port })) };
}

/** Pairs the listed ports by the names of the list, then leaves those out that the Service lacks. */
function pairListedPorts(
  name: string,
  listed: readonly PortSpec[],
  { service, backendPorts }: { service: ServiceObject; backendPorts: readonly PortSpec[] },
): Pairs {
  const offers = ({ port, protocol }: { port: number; protocol: string }): boolean =>
    service.ports.some((offered) => offered.port === port && offered.protocol === protocol);
  return {
    pairs: pairPorts(listed, backendPorts).pairs.filter(offers),
    issues: listed
      .filter((port) => !offers(port))
      .map((port) => ({ kind: "port-not-found", service: name, port })),
  };
}

function combine(
  addresses: readonly string[],
  pairs: readonly PortPair[],
): readonly ResolvedFrontend[] {
  const frontends = new Map<FrontendKey, ResolvedFrontend>();
  for (const address of addresses) {
    for (const { port, protocol, backendPort } of pairs) {
      const frontend = { address, port, protocol };
      const key = formatFrontend(frontend);
      if (frontends.has(key)) continue;
      frontends.set(key, { frontend, key, family: frontendFamily(frontend), backendPort });
    }
  }
  return [...frontends.values()];
}
