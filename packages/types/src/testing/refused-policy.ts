import { serviceManifest } from "./policy-manifests.ts";

/** A manifest that the API server refuses. */
export interface RefusedPolicy {
  readonly what: string;
  readonly manifest: object;
  /** The field that the answer names. */
  readonly field: string;
  /** A part of the answer. */
  readonly says: string;
}

const { backend } = serviceManifest().spec;

/** A valid manifest with a part of its spec replaced by anything. */
export function withSpec(change: object): object {
  const manifest = serviceManifest();
  return { ...manifest, spec: { ...manifest.spec, ...change } };
}

/** As withSpec, of the backend. */
export function withBackend(change: object): object {
  return withSpec({ backend: { ...backend, ...change } });
}

/** Of an address, with these ports on both sides or with others at the backend. */
export function withAddressPorts(
  toPorts: readonly object[],
  others: readonly object[] = toPorts,
): object {
  const addressMatcher = { ip: "169.254.0.90", toPorts };
  return withSpec({ frontend: { addressMatcher }, backend: { ...backend, toPorts: others } });
}

/** With another selector of pods. */
export function withSelector(endpointSelector: object): object {
  return withBackend({ endpointSelector });
}

/** With a selector of nodes. */
export function withNodeSelector(nodeLabelSelector: object): object {
  return withSpec({ config: { nodeLabelSelector } });
}
