import type { Protocol } from "../protocol.ts";

/** A LocalRedirectPolicy as people write it: what the CRD's schema takes. */
export interface PolicyManifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: MetadataManifest;
  readonly spec: SpecManifest;
}

/** The part of an object's metadata that is read here. */
export interface MetadataManifest {
  readonly name: string;
  readonly uid?: string | undefined;
  readonly generation?: number | undefined;
  readonly resourceVersion?: string | undefined;
  readonly creationTimestamp?: string | null | undefined;
  readonly deletionTimestamp?: string | null | undefined;
  readonly annotations?: Readonly<Record<string, string>> | null | undefined;
  readonly labels?: Readonly<Record<string, string>> | null | undefined;
}

/** What a policy asks for. */
export interface SpecManifest {
  readonly enabled: boolean;
  readonly frontend: FrontendManifest;
  readonly backend: BackendManifest;
  readonly config?: ConfigManifest | undefined;
  readonly qosLimit?: number | undefined;
}

/** Whose traffic is redirected: exactly one of the two. */
export interface FrontendManifest {
  readonly serviceMatcher?: ServiceMatcherManifest | undefined;
  readonly addressMatcher?: AddressMatcherManifest | undefined;
}

/** The ClusterIPs of a Service. */
export interface ServiceMatcherManifest {
  readonly serviceName: string;
  readonly namespace: string;
  readonly toPorts?: readonly PortManifest[] | undefined;
}

/** An IP address of one's own choice. */
export interface AddressMatcherManifest {
  readonly ip: string;
  readonly toPorts: readonly PortManifest[];
}

/** A port, as text, with its protocol and the name that pairs it. */
export interface PortManifest {
  readonly port: string;
  readonly protocol: Protocol;
  readonly name?: string | undefined;
}

/** Where redirected traffic goes. */
export interface BackendManifest {
  readonly endpointSelector: LabelSelectorManifest;
  readonly namespaces?: readonly string[] | undefined;
  readonly toPorts: readonly PortManifest[];
  readonly redirectSelf: boolean;
}

/** Where a policy works. */
export interface ConfigManifest {
  readonly nodeLabelSelector?: LabelSelectorManifest | undefined;
}

/** A selector of labels, as in Kubernetes (meta/v1 LabelSelector). */
export interface LabelSelectorManifest {
  readonly matchLabels?: Readonly<Record<string, string>> | undefined;
  readonly matchExpressions?: readonly LabelRequirementManifest[] | undefined;
}

/** One requirement of a selector. */
export interface LabelRequirementManifest {
  readonly key: string;
  readonly operator: LabelOperator;
  readonly values?: readonly string[] | undefined;
}

/** How a requirement compares a label with its values. */
export type LabelOperator = "In" | "NotIn" | "Exists" | "DoesNotExist";
