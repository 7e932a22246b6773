import { bad, formatListenAddress, good, isLocal } from "@localredirect/process";
import type { ListenAddress, Result, ServerTransport } from "@localredirect/process";

import type { ServiceName } from "./endpoint-slice.ts";

/** Where the other replicas are found. */
export type PeersConfig =
  /** By the EndpointSlices of a headless Service. */
  | { readonly kind: "service"; readonly service: ServiceName }
  /** At these addresses; none: there are no others. */
  | { readonly kind: "fixed"; readonly addresses: readonly ListenAddress[] };

/** What the command line says of other replicas. */
export interface PeersFlags {
  readonly service: ServiceName | undefined;
  readonly addresses: readonly ListenAddress[];
}

/** Checks the flags against each other, and against how this replica is protected. */
export function peersConfig(flags: PeersFlags, transport: ServerTransport): Result<PeersConfig> {
  const { service, addresses } = flags;
  if (service === undefined && addresses.length === 0) return good({ kind: "fixed", addresses });
  if (service !== undefined && addresses.length > 0) {
    return bad(
      "--peer and --peer-service both say where the other replicas are; leave one of them out",
    );
  }
  const problem = transport.kind === "plain" ? plainProblem(flags) : acquaintanceProblem(transport);
  if (problem !== undefined) return bad(problem);
  return good(service === undefined ? { kind: "fixed", addresses } : { kind: "service", service });
}

/** Without TLS everybody is believed, so that everybody has to be on this machine. */
function plainProblem({ service, addresses }: PeersFlags): string | undefined {
  const distant = addresses.find((address) => !isLocal(address));
  if (service === undefined && distant === undefined) return undefined;
  const name = distant === undefined ? "--peer-service" : `--peer ${formatListenAddress(distant)}`;
  return `${name} needs TLS, by which replicas know each other: give --tls-cert, --tls-key and --client-ca, or --agent-service-account`;
}

function acquaintanceProblem(transport: ServerTransport): string | undefined {
  const knowsNobody =
    transport.kind === "tls-or-token" &&
    transport.serving !== undefined &&
    transport.clientAuthorities === undefined;
  return knowsNobody
    ? "With --tls-cert replicas know each other by --client-ca: give it, too"
    : undefined;
}
