import { z } from "zod";

import type { ServiceObject } from "../objects.ts";
import { address, optional, readBySchema } from "./manifest-fields.ts";
import type { Reading } from "../../reading.ts";

/** What clusterIP says for a headless Service. */
const none = "None";

const clusterIP = z.union([z.literal([none, ""]), address], {
  error: (issue) => `${JSON.stringify(issue.input)} is neither an IP address nor None`,
});

const port = z.object({
  name: optional(z.string()),
  port: z.int().min(1).max(65535),
  protocol: z.enum(["TCP", "UDP", "SCTP"]).default("TCP"),
});

const schema = z.object({
  spec: z.object({
    type: z.enum(["ClusterIP", "NodePort", "LoadBalancer", "ExternalName"]).default("ClusterIP"),
    clusterIP: optional(clusterIP),
    clusterIPs: optional(z.array(clusterIP)),
    ports: optional(z.array(port)),
  }),
});

/** Reads what is in use of a Service's manifest. */
export function readService(
  value: unknown,
  { namespace, name }: { readonly namespace: string; readonly name: string },
): Reading<ServiceObject> {
  const reading = readBySchema(schema, value);
  if (!reading.ok) return reading;
  const { spec } = reading.object;
  const listed = spec.clusterIPs ?? (spec.clusterIP === undefined ? [] : [spec.clusterIP]);
  const clusterIPs = [...new Set(listed.filter((ip) => ip !== none && ip !== ""))];
  const ports = (spec.ports ?? []).map((item) => ({ ...item, name: item.name ?? undefined }));
  const headless = listed.includes(none);
  return {
    ok: true,
    object: { namespace, name, type: spec.type, headless, clusterIPs, ports },
  };
}
