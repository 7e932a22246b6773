import type { ApiClient } from "./api-client.ts";
import { ClusterError } from "./cluster-error.ts";
import { jsonField } from "./json-field.ts";

/** What a service account's token is to say. */
export interface TokenRequest {
  /** Default: the API server itself. */
  readonly audiences?: readonly string[];
  /** In seconds, at least 600. Default: an hour. */
  readonly expirationSeconds?: number;
  /**
   * The pod that it is bound to: it then says the pod and its node, and ends with the pod. The
   * pod must run as this service account. Default: bound to nothing.
   */
  readonly pod?: { readonly name: string; readonly uid: string };
}

/** Asks for a token (TokenRequest API). */
export async function requestToken(
  client: ApiClient,
  account: { readonly namespace: string; readonly name: string },
  token: TokenRequest = {},
): Promise<string> {
  const answer = await client.expect({
    method: "POST",
    path: `/api/v1/namespaces/${account.namespace}/serviceaccounts/${account.name}/token`,
    body: {
      apiVersion: "authentication.k8s.io/v1",
      kind: "TokenRequest",
      spec: {
        audiences: token.audiences ?? [],
        expirationSeconds: token.expirationSeconds ?? 3600,
        ...(token.pod === undefined ? {} : { boundObjectRef: podReference(token.pod) }),
      },
    },
  });
  const text = jsonField(answer, "status", "token");
  if (typeof text === "string") return text;
  throw new ClusterError("refused", `The API server answered without a token: ${typeof text}`);
}

function podReference(pod: { readonly name: string; readonly uid: string }) {
  return { apiVersion: "v1", kind: "Pod", name: pod.name, uid: pod.uid };
}
