import type { PortSpec, Protocol } from "@localredirect/types";

/** A frontend port and the backend port that its traffic goes to. */
export interface PortPair {
  readonly port: number;
  readonly protocol: Protocol;
  readonly backendPort: number;
}

/** A port as it is offered, before it is known whether it can be paired. */
export interface OfferedPort {
  readonly port: number;
  /** A Service may also offer SCTP, which no backend has. */
  readonly protocol: Protocol | "SCTP";
  readonly name?: string | undefined;
}

/** A port that goes nowhere, and why. */
export interface UnpairedPort {
  readonly side: "frontend" | "backend";
  readonly port: OfferedPort;
  /** no-partner: nothing of its name; protocol: its partner has another protocol. */
  readonly why: "no-partner" | "protocol";
}

/** What has become of two lists of ports. */
export interface Pairing {
  readonly pairs: readonly PortPair[];
  readonly unpaired: readonly UnpairedPort[];
}

/**
 * Pairs ports by name; where each side has exactly one, names are not needed, yet where both are
 * given they must agree. Backend ports without a partner are only told of, as several lists may
 * have been written for one Service.
 */
export function pairPorts(frontend: readonly OfferedPort[], backend: readonly PortSpec[]): Pairing {
  const isSingle = frontend.length === 1 && backend.length === 1;
  const partnerOf = (offered: OfferedPort): PortSpec | undefined =>
    backend.find((port) => belongTogether(offered, port, isSingle));
  const pairs: PortPair[] = [];
  const unpaired: UnpairedPort[] = [];
  for (const port of frontend) {
    const partner = partnerOf(port);
    if (partner === undefined) unpaired.push({ side: "frontend", port, why: "no-partner" });
    else if (partner.protocol !== port.protocol) {
      unpaired.push({ side: "frontend", port, why: "protocol" });
    } else {
      pairs.push({ port: port.port, protocol: partner.protocol, backendPort: partner.port });
    }
  }
  const partners = new Set(frontend.map(partnerOf));
  for (const port of backend) {
    if (!partners.has(port)) unpaired.push({ side: "backend", port, why: "no-partner" });
  }
  return { pairs, unpaired };
}

function belongTogether(frontend: OfferedPort, backend: PortSpec, isSingle: boolean): boolean {
  if (frontend.name === undefined || backend.name === undefined) return isSingle;
  return frontend.name === backend.name;
}
