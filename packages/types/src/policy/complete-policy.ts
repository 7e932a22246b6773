import { addressText, addressBytes } from "../address.ts";
import type { LabelSelector } from "./label-selector.ts";
import type {
  BackendManifest,
  FrontendManifest,
  LabelSelectorManifest,
  MetadataManifest,
  PolicyManifest,
  PortManifest,
} from "./manifest.ts";
import type {
  LocalRedirectPolicy,
  PolicyBackend,
  PolicyFrontend,
  PolicyMetadata,
  PortSpec,
} from "./policy.ts";

/** The policy that a valid manifest describes. */
export function completePolicy({ metadata, spec }: PolicyManifest): LocalRedirectPolicy {
  const { enabled, frontend, backend, config, qosLimit } = spec;
  const nodeLabelSelector = config?.nodeLabelSelector;
  return {
    metadata: completeMetadata(metadata),
    spec: {
      enabled,
      frontend: completeFrontend(frontend),
      backend: completeBackend(backend),
      config:
        nodeLabelSelector === undefined
          ? {}
          : { nodeLabelSelector: completeSelector(nodeLabelSelector) },
      ...(qosLimit === undefined ? {} : { qosLimit }),
    },
  };
}

/** The selector that a valid manifest describes. */
export function completeSelector(selector: LabelSelectorManifest): LabelSelector {
  const { matchLabels = {}, matchExpressions = [] } = selector;
  return {
    matchLabels,
    matchExpressions: matchExpressions.map(({ key, operator, values = [] }) => ({
      key,
      operator,
      values,
    })),
  };
}

function completeMetadata(metadata: MetadataManifest): PolicyMetadata {
  const { name, uid = "", generation = 0, resourceVersion } = metadata;
  const creationTimestamp = toUtc(metadata.creationTimestamp);
  const deletionTimestamp = toUtc(metadata.deletionTimestamp);
  return {
    name,
    uid,
    generation,
    ...(resourceVersion === undefined ? {} : { resourceVersion }),
    ...(creationTimestamp === undefined ? {} : { creationTimestamp }),
    ...(deletionTimestamp === undefined ? {} : { deletionTimestamp }),
    annotations: metadata.annotations ?? {},
    labels: metadata.labels ?? {},
  };
}

function toUtc(time: string | null | undefined): string | undefined {
  return time === undefined || time === null ? undefined : new Date(time).toISOString();
}

function completeFrontend({ serviceMatcher, addressMatcher }: FrontendManifest): PolicyFrontend {
  if (serviceMatcher !== undefined) {
    const { serviceName, namespace, toPorts } = serviceMatcher;
    const ports = toPorts === undefined ? {} : { toPorts: toPorts.map(completePort) };
    return { kind: "service", serviceName, namespace, ...ports };
  }
  if (addressMatcher === undefined)
    throw new TypeError("A frontend without a matcher is not valid");
  const { ip, toPorts } = addressMatcher;
  return {
    kind: "address",
    ip: addressText(addressBytes(ip)),
    toPorts: toPorts.map(completePort),
  };
}

function completeBackend(backend: BackendManifest): PolicyBackend {
  const { endpointSelector, namespaces, toPorts, redirectSelf } = backend;
  return {
    endpointSelector: completeSelector(endpointSelector),
    ...(namespaces === undefined ? {} : { namespaces }),
    toPorts: toPorts.map(completePort),
    redirectSelf,
  };
}

function completePort({ port, protocol, name }: PortManifest): PortSpec {
  return { port: Number(port), protocol, ...(name === undefined ? {} : { name }) };
}
