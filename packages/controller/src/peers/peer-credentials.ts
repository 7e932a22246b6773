import type { ChannelCredentials } from "@grpc/grpc-js";
import { clientCredentials, heldClientCredentials } from "@localredirect/process";
import type {
  CertificateProblemListener,
  HeldCertificate,
  ServerTransport,
} from "@localredirect/process";

/**
 * By what a replica is known to others, and knows them: what it shows and believes as a server.
 *
 * @param own - the certificate that it makes itself; undefined: it makes none
 * @param onProblem - hears of changed files that cannot be used
 * @throws CertificateError when files cannot be used now
 * @throws TypeError when there is nothing by which replicas could know each other
 */
export function peerCredentials(
  transport: ServerTransport,
  own: HeldCertificate | undefined,
  onProblem: CertificateProblemListener,
): ChannelCredentials {
  if (transport.kind !== "tls-or-token") return clientCredentials(transport, onProblem);
  const { serving, clientAuthorities: authorities } = transport;
  if (serving !== undefined && authorities !== undefined) {
    return clientCredentials({ kind: "tls", files: { ...serving, authorities } }, onProblem);
  }
  if (own === undefined) throw new TypeError("Replicas without certificates know nobody");
  return heldClientCredentials(own);
}
