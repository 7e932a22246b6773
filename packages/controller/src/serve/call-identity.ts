import type { ServerWritableStream } from "@grpc/grpc-js";
import type { ServerTransport } from "@localredirect/process";

import { certificateIdentity } from "./agent-identity.ts";
import type { PeerIdentity } from "./agent-identity.ts";

/** Says who makes a call. */
export type IdentifyCall = (
  call: Pick<ServerWritableStream<unknown, unknown>, "getAuthContext">,
) => PeerIdentity;

/**
 * How a server knows its callers by their transport. That a caller is local follows from the
 * server's own transport, never from a certificate that is missing.
 */
export function callIdentity(security: ServerTransport): IdentifyCall {
  if (security.kind === "plain") return () => ({ kind: "local" });
  return (call) => {
    const certificate = call.getAuthContext().sslPeerCertificate;
    return certificate === undefined
      ? { kind: "anonymous" }
      : certificateIdentity(certificate.subjectaltname);
  };
}
