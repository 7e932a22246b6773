import tls from "node:tls";

import { ChannelCredentials, experimental, ServerCredentials } from "@grpc/grpc-js";

import { CertificateWatch } from "./certificate-watch.ts";
import type { CertificateProblemListener } from "./certificate-watch.ts";
import type { ListenAddress } from "./listen-address.ts";
import { formatListenAddress } from "./listen-address.ts";
import type { TransportSecurity } from "./transport-security.ts";

/**
 * Credentials of a gRPC server: mutual TLS 1.3 with files that are read again when they change, or
 * none.
 *
 * @param onProblem - hears of changed files that cannot be used
 * @throws CertificateError when the files cannot be used now
 */
export function serverCredentials(
  security: TransportSecurity,
  onProblem: CertificateProblemListener,
): ServerCredentials {
  if (security.kind === "plain") {
    return ServerCredentials.createInsecure();
  }
  requireTls13();
  const watch = new CertificateWatch(security.files, onProblem);
  return experimental.createCertificateProviderServerCredentials(watch, watch, true);
}

/** As serverCredentials, for a client. The server's certificate must name the host connected to. */
export function clientCredentials(
  security: TransportSecurity,
  onProblem: CertificateProblemListener,
): ChannelCredentials {
  if (security.kind === "plain") {
    return ChannelCredentials.createInsecure();
  }
  requireTls13();
  // grpc-js gives also an IP address for the server's name, of which Node warns on standard error
  // at every start; whoever runs our programs can do nothing about it.
  process.noDeprecation = true;
  const watch = new CertificateWatch(security.files, onProblem);
  return experimental.createCertificateProviderChannelCredentials(watch, watch);
}

/** The address as grpc-js takes it, for listening and for connecting. */
export function grpcTarget(address: ListenAddress): string {
  return formatListenAddress(address);
}

/** grpc-js lets nobody choose the version for one server or client, only for the process. */
function requireTls13(): void {
  tls.DEFAULT_MIN_VERSION = "TLSv1.3";
}
