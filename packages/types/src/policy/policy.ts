import type { Protocol } from "../protocol.ts";
import type { LabelSelector } from "./label-selector.ts";

/** A policy as it is worked with: valid by itself, complete, addresses canonical, ports numbers. */
export interface LocalRedirectPolicy {
  readonly metadata: PolicyMetadata;
  readonly spec: PolicySpec;
}

/** The metadata that a policy's meaning depends on. */
export interface PolicyMetadata {
  readonly name: string;
  /** Empty: the manifest has none, as one in a file; its source has to make one up. */
  readonly uid: string;
  /** 0: the manifest has none. */
  readonly generation: number;
  /** In UTC with milliseconds (`2026-01-31T12:00:00.000Z`), so that texts compare as times do. */
  readonly creationTimestamp?: string;
  /** As creationTimestamp; present: the object is being deleted. */
  readonly deletionTimestamp?: string;
  readonly resourceVersion?: string;
  readonly annotations: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
}

/** What a policy asks for. */
export interface PolicySpec {
  /** False: the policy is withdrawn everywhere and owns nothing. */
  readonly enabled: boolean;
  readonly frontend: PolicyFrontend;
  readonly backend: PolicyBackend;
  readonly config: PolicyConfig;
  /** Redirects per second, node and frontend. 0: no limit; absent: the agent's default. */
  readonly qosLimit?: number;
}

/** Whose traffic is redirected. */
export type PolicyFrontend = ServiceFrontend | AddressFrontend;

/** All ClusterIPs of a Service. */
export interface ServiceFrontend {
  readonly kind: "service";
  readonly serviceName: string;
  readonly namespace: string;
  /** Absent: the Service's own ports, paired by the names that it gives them. */
  readonly toPorts?: readonly PortSpec[];
}

/** An address of the user's choice. */
export interface AddressFrontend {
  readonly kind: "address";
  /** Canonical text. */
  readonly ip: string;
  readonly toPorts: readonly PortSpec[];
}

/** A port of a frontend or of backends. */
export interface PortSpec {
  /** 1 to 65535. */
  readonly port: number;
  readonly protocol: Protocol;
  /** Pairs frontend and backend ports; absent only where it is not needed. */
  readonly name?: string;
}

/** Which pods take the traffic, and where. */
export interface PolicyBackend {
  readonly endpointSelector: LabelSelector;
  /**
   * Where the pods are; `["*"]`: everywhere. Absent: in the Service's namespace, or everywhere for
   * an address.
   */
  readonly namespaces?: readonly string[];
  readonly toPorts: readonly PortSpec[];
  /** Redirect also the traffic of the selected pods themselves. */
  readonly redirectSelf: boolean;
}

/** Where a policy works. */
export interface PolicyConfig {
  /** Absent: on all nodes. */
  readonly nodeLabelSelector?: LabelSelector;
}
