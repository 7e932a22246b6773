import { parsePolicy } from "@localredirect/types";
import type { LocalRedirectPolicy, PolicyMetadata } from "@localredirect/types";

import type { ObjectChange, PodObject, PolicyObject } from "../../sources/objects.ts";

/** A valid policy for 169.254.0.1:80/TCP and pods of app=web, with other metadata. */
export function policyNamed(
  name: string,
  metadata: Partial<PolicyMetadata> = {},
  spec: Readonly<Record<string, unknown>> = {},
): LocalRedirectPolicy {
  const parsed = parsePolicy({
    apiVersion: "balancing.elf.io/v1beta1",
    kind: "LocalRedirectPolicy",
    metadata: { name },
    spec: {
      frontend: {
        addressMatcher: { ip: "169.254.0.1", toPorts: [{ port: "80", protocol: "TCP" }] },
      },
      backend: {
        endpointSelector: { matchLabels: { app: "web" } },
        toPorts: [{ port: "8080", protocol: "TCP" }],
      },
      ...spec,
    },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const { policy } = parsed;
  const complete = { ...policy.metadata, uid: `uid-${name}`, generation: 1, ...metadata };
  return { ...policy, metadata: complete };
}

/** A policy as a source delivers it. */
export function policyChange(policy: LocalRedirectPolicy): ObjectChange {
  const { name, uid, generation } = policy.metadata;
  const nothing = { problems: [], waiting: undefined, origin: undefined };
  const object: PolicyObject = { name, uid, generation, policy, ...nothing };
  return { kind: "LocalRedirectPolicy", key: name, object };
}

/** A ready pod of app=web on node-a, as a source delivers it. */
export function podChange(name: string, pod: Partial<PodObject> = {}): ObjectChange {
  const object: PodObject = {
    namespace: "default",
    name,
    uid: `uid-${name}`,
    labels: { app: "web" },
    nodeName: "node-a",
    hostNetwork: false,
    podIPs: ["10.1.0.1"],
    ready: true,
    terminating: false,
    configHash: undefined,
    ...pod,
  };
  return { kind: "Pod", key: `${object.namespace}/${name}`, object };
}

/** A Node, as a source delivers it. */
export function nodeChange(
  name: string,
  labels: Readonly<Record<string, string>> = {},
  ready = true,
): ObjectChange {
  return { kind: "Node", key: name, object: { name, labels, ready } };
}
