import type { ServerCredentials } from "@grpc/grpc-js";
import { openServerCredentials, serverCredentials } from "@localredirect/process";
import type {
  CertificateProblemListener,
  HeldCertificate,
  ServerTransport,
} from "@localredirect/process";

/**
 * The credentials of a server with this transport.
 *
 * @param own - the certificate that it makes itself; undefined: it makes none
 * @param onProblem - hears of changed files that cannot be used
 * @throws CertificateError when files cannot be used now
 * @throws TypeError when the transport wants the server's own certificate, and there is none
 */
export function transportCredentials(
  transport: ServerTransport,
  own: HeldCertificate | undefined,
  onProblem: CertificateProblemListener,
): ServerCredentials {
  if (transport.kind !== "tls-or-token") return serverCredentials(transport, onProblem);
  const serving = transport.serving ?? own;
  if (serving === undefined) throw new TypeError("A server without certificate cannot speak TLS");
  const { clientAuthorities } = transport;
  return openServerCredentials({ serving, clientAuthorities }, onProblem);
}
