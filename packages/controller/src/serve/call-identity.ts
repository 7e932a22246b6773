import type { ServerWritableStream } from "@grpc/grpc-js";
import type { TransportSecurity } from "@localredirect/process";

import { certificateIdentity } from "./agent-identity.ts";
import type { PeerIdentity } from "./agent-identity.ts";

/** Says who makes a call. */
export type IdentifyCall = (
  call: Pick<ServerWritableStream<unknown, unknown>, "getAuthContext">,
) => PeerIdentity;

/**
 * How a server knows its callers. That a caller is local follows from the server's own transport,
 * never from a certificate that is missing.
 */
export function callIdentity(security: TransportSecurity): IdentifyCall {
  return security.kind === "plain"
    ? () => ({ kind: "local" })
    : (call) => certificateIdentity(call.getAuthContext().sslPeerCertificate?.subjectaltname);
}
