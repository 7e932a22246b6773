import { z } from "zod";

import type { PodObject } from "../objects.ts";
import { deriveUid } from "./derive-uid.ts";
import {
  address,
  conditions,
  isReady,
  optional,
  readBySchema,
  stringMap,
} from "./manifest-fields.ts";
import type { Reading } from "../../reading.ts";

/** By which the kubelet names the cgroup of a pod that it took from a file. */
const configHashAnnotation = "kubernetes.io/config.hash";

/** What the wire and the names of cgroups take of a uid or a hash, in bytes. */
const token = z.string().regex(/^[-\w.]{1,64}$/, {
  error: "Must be 1 to 64 letters, digits, -, _ or .",
});

const schema = z.object({
  metadata: z.object({
    uid: optional(token),
    labels: stringMap,
    annotations: optional(z.object({ [configHashAnnotation]: optional(token) })),
    deletionTimestamp: optional(z.string()),
  }),
  spec: optional(z.object({ nodeName: optional(z.string()), hostNetwork: optional(z.boolean()) })),
  status: optional(
    z.object({
      podIP: optional(z.literal("").or(address)),
      podIPs: optional(z.array(z.object({ ip: address }))),
      conditions,
    }),
  ),
});

type PodManifest = z.output<typeof schema>;

/** Reads what is in use of a pod's manifest. */
export function readPod(
  value: unknown,
  { namespace, name }: { readonly namespace: string; readonly name: string },
): Reading<PodObject> {
  const reading = readBySchema(schema, value);
  if (!reading.ok) return reading;
  const { metadata, spec, status } = reading.object;
  return {
    ok: true,
    object: {
      namespace,
      name,
      uid: metadata.uid ?? deriveUid("Pod", `${namespace}/${name}`),
      labels: metadata.labels,
      // No spread: V8 has less room in an object made of one, and keeps the rest beside each pod.
      nodeName: nodeNameOf(spec),
      hostNetwork: spec?.hostNetwork ?? false,
      podIPs: addressesOf(status),
      ready: isReady(status?.conditions ?? []),
      terminating: metadata.deletionTimestamp !== undefined,
      configHash: metadata.annotations?.[configHashAnnotation],
    },
  };
}

function nodeNameOf(spec: PodManifest["spec"]): string | undefined {
  return spec?.nodeName === "" ? undefined : spec?.nodeName;
}

function addressesOf(status: PodManifest["status"]): readonly string[] {
  if (status?.podIPs !== undefined) return status.podIPs.map(({ ip }) => ip);
  return status?.podIP === undefined || status.podIP === "" ? [] : [status.podIP];
}
