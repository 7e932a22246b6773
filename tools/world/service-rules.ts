import { serviceRanges } from "./address-plan.ts";

/** A port of an ordinary Service. */
export interface ServicePort {
  readonly protocol: "TCP" | "UDP";
  readonly port: number;
  readonly targetPort: number;
}

/** An ordinary Service, as kube-proxy would realise it. */
export interface Service {
  readonly name: string;
  /** ClusterIPs, from the world's Service ranges. */
  readonly clusterIps: readonly string[];
  readonly ports: readonly ServicePort[];
  /** Addresses of pods or anything else; a ClusterIP uses those of its own family. */
  readonly endpoints: readonly string[];
}

/**
 * What nft(8) is to load so that a node's pods and its own processes reach exactly these Services:
 * one table, replaced as a whole.
 */
export function serviceRules(services: readonly Service[]): string {
  const dispatch = services.flatMap(dispatchRules);
  const hairpins = services.flatMap(hairpinRules);
  return `
table inet services
delete table inet services
table inet services {
  chain dispatch {
    ${dispatch.join("\n    ")}
  }
  chain prerouting {
    type nat hook prerouting priority -100
    jump dispatch
  }
  chain output {
    type nat hook output priority -100
    jump dispatch
  }
  chain postrouting {
    type nat hook postrouting priority 100
    ${[...new Set(hairpins)].join("\n    ")}
  }
  chain unanswered {
    ip daddr ${serviceRanges.v4} meta l4proto tcp reject with tcp reset
    ip6 daddr ${serviceRanges.v6} meta l4proto tcp reject with tcp reset
    ip daddr ${serviceRanges.v4} reject
    ip6 daddr ${serviceRanges.v6} reject
  }
  chain filter_forward {
    type filter hook forward priority 0
    jump unanswered
  }
  chain filter_output {
    type filter hook output priority 0
    jump unanswered
  }
}
`;
}

function dispatchRules(service: Service): readonly string[] {
  return service.clusterIps.flatMap((clusterIp) => {
    const endpoints = endpointsOfFamily(service, clusterIp);
    return endpoints.length === 0
      ? []
      : service.ports.map((port) => dispatchRule(clusterIp, port, endpoints));
  });
}

function dispatchRule(
  clusterIp: string,
  { protocol, port, targetPort }: ServicePort,
  endpoints: readonly string[],
): string {
  const family = familyKeyword(clusterIp);
  const [only] = endpoints;
  const target =
    endpoints.length === 1 && only !== undefined
      ? hostAndPort(only, targetPort)
      : `numgen random mod ${endpoints.length} map { ${endpoints
          .map((address, index) => `${index} : ${address} . ${targetPort}`)
          .join(", ")} }`;
  const matched = `${family} daddr ${clusterIp} ${protocol.toLowerCase()} dport ${port}`;
  return `${matched} dnat ${family} to ${target}`;
}

/** A pod that reaches itself over its Service must not see its own address as the client's. */
function hairpinRules(service: Service): readonly string[] {
  return service.endpoints.map((address) => {
    const family = familyKeyword(address);
    return `${family} saddr ${address} ${family} daddr ${address} ct status dnat masquerade`;
  });
}

function endpointsOfFamily(service: Service, address: string): readonly string[] {
  return service.endpoints.filter((other) => isV6(other) === isV6(address));
}

function familyKeyword(address: string): "ip" | "ip6" {
  return isV6(address) ? "ip6" : "ip";
}

function hostAndPort(address: string, port: number): string {
  return isV6(address) ? `[${address}]:${port}` : `${address}:${port}`;
}

function isV6(address: string): boolean {
  return address.includes(":");
}
