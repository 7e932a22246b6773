import { z } from "zod";

import type { Resource } from "../kubernetes-api/resource.ts";

/** What is in use of an EndpointSlice. */
export interface EndpointSlice {
  readonly endpoints: readonly SliceEndpoint[];
  /** The port named grpc, else the only one. Undefined: neither. */
  readonly port: number | undefined;
}

/** An address of a pod, or of something else. */
export interface SliceEndpoint {
  readonly address: string;
  /** Undefined: it is not of a pod. */
  readonly podUid: string | undefined;
}

/** Name and place of a Service. */
export interface ServiceName {
  readonly namespace: string;
  readonly name: string;
}

/** The port of a controller's gRPC server, as deploy/base names it. */
const portName = "grpc";

const schema = z.object({
  addressType: z.string(),
  ports: z
    .array(z.object({ name: z.string().optional(), port: z.number().int().optional() }))
    .nullish(),
  endpoints: z
    .array(
      z.object({
        addresses: z.array(z.string()),
        targetRef: z.object({ kind: z.string().optional(), uid: z.string().optional() }).nullish(),
      }),
    )
    .nullish(),
});

/** The EndpointSlices of a Service. */
export function sliceResource({ namespace, name }: ServiceName): Resource<EndpointSlice> {
  return {
    name: `endpointslices of Service ${namespace}/${name}`,
    path: `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices`,
    labelSelector: `kubernetes.io/service-name=${name}`,
    read: (value) => {
      const parsed = schema.safeParse(value);
      if (parsed.success) return { ok: true, object: sliceOf(parsed.data) };
      const problems = parsed.error.issues.map(({ path, message }) => ({
        path: path.map(String).join("."),
        reason: message,
      }));
      return { ok: false, problems };
    },
  };
}

/** Ready or not: a replica that is about to stop still serves nodes. */
function sliceOf({ addressType, ports, endpoints }: z.infer<typeof schema>): EndpointSlice {
  const isOfAddresses = addressType === "IPv4" || addressType === "IPv6";
  const [only, ...others] = ports ?? [];
  const port =
    ports?.find(({ name }) => name === portName) ?? (others.length === 0 ? only : undefined);
  return {
    port: port?.port,
    endpoints: (isOfAddresses ? (endpoints ?? []) : []).flatMap(({ addresses, targetRef }) => {
      // The API says that all addresses of one endpoint are the same thing; the first one will do.
      const [address] = addresses;
      const podUid = targetRef?.kind === "Pod" ? targetRef.uid : undefined;
      return address === undefined ? [] : [{ address, podUid }];
    }),
  };
}
