import { isIP } from "node:net";
import tls from "node:tls";

import { ChannelCredentials, Client, experimental, ServerCredentials } from "@grpc/grpc-js";
import type { ChannelOptions, ClientOptions } from "@grpc/grpc-js";

import { CertificateWatch } from "./certificate-watch.ts";
import type { CertificateProblemListener } from "./certificate-watch.ts";
import { HeldCertificate } from "./held-certificate.ts";
import { JoinedAuthorities } from "./joined-authorities.ts";
import type { ListenAddress } from "./listen-address.ts";
import { formatListenAddress, parseListenAddress } from "./listen-address.ts";
import type { ServingFiles, TransportSecurity } from "./transport-security.ts";

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

/** What a server shows and asks for whose clients may come without a certificate. */
export interface OpenServer {
  /** Files, read again when they change, or what the program makes itself. */
  readonly serving: ServingFiles | HeldCertificate;
  /** File of those that vouch for clients, beside the held certificate's own if there is one. */
  readonly clientAuthorities: string | undefined;
}

/**
 * Credentials of a gRPC server whose clients may come without a certificate: TLS 1.3. A certificate
 * that the authorities do not vouch for counts as none: `getAuthContext` shows verified ones only.
 *
 * @param onProblem - hears of changed files that cannot be used
 * @throws CertificateError when the files cannot be used now
 */
export function openServerCredentials(
  { serving, clientAuthorities }: OpenServer,
  onProblem: CertificateProblemListener,
): ServerCredentials {
  requireTls13();
  const isHeld = serving instanceof HeldCertificate;
  const identity = isHeld
    ? serving
    : new CertificateWatch({ ...serving, authorities: undefined }, onProblem);
  const authorities = [
    ...(isHeld ? [serving] : []),
    ...(clientAuthorities === undefined
      ? []
      : [new CertificateWatch({ ...noFiles, authorities: clientAuthorities }, onProblem)]),
  ];
  // grpc-js has its two parameters the other way round than it names them: identity, authorities.
  return experimental.createCertificateProviderServerCredentials(
    identity,
    // Without any, no certificate is asked for.
    authorities.length === 0 ? null : new JoinedAuthorities(authorities),
    false,
  );
}

const noFiles = { certificate: undefined, privateKey: undefined };

/** As serverCredentials, for a client. The server's certificate must name the host connected to. */
export function clientCredentials(
  security: TransportSecurity,
  onProblem: CertificateProblemListener,
): ChannelCredentials {
  if (security.kind === "plain") {
    return ChannelCredentials.createInsecure();
  }
  requireTls13();
  const watch = new CertificateWatch(security.files, onProblem);
  return experimental.createCertificateProviderChannelCredentials(watch, watch);
}

/**
 * Credentials of a gRPC client that shows a certificate which the program made itself, and believes
 * servers for which the same authorities vouch: TLS 1.3.
 */
export function heldClientCredentials(certificate: HeldCertificate): ChannelCredentials {
  requireTls13();
  return experimental.createCertificateProviderChannelCredentials(certificate, certificate);
}

/**
 * Credentials of a gRPC client that shows no certificate: TLS 1.3.
 *
 * @param authorities - file of those that the server's certificate must come from, read again when
 *   it changes; undefined: the system's
 * @throws CertificateError when the file cannot be used now
 */
export function anonymousClientCredentials(
  authorities: string | undefined,
  onProblem: CertificateProblemListener,
): ChannelCredentials {
  requireTls13();
  if (authorities === undefined) return ChannelCredentials.createSsl();
  const watch = new CertificateWatch({ ...noFiles, authorities }, onProblem);
  return experimental.createCertificateProviderChannelCredentials(watch, null);
}

/** What a gRPC client is made with, beside grpc-js's own options. */
export interface GrpcClientOptions extends ClientOptions {
  /** For what the server's certificate must be; undefined: for the host that is connected to. */
  readonly serverName: string | undefined;
}

/**
 * A gRPC client, also of a server at an IP address.
 *
 * @param target - as of {@link grpcTarget}
 */
export function grpcClient(
  target: string,
  credentials: ChannelCredentials,
  { serverName, ...options }: GrpcClientOptions,
): Client {
  return new Client(target, credentials, { ...options, ...serverNameOption(serverName, target) });
}

/**
 * The option of a gRPC client that says for what the server's certificate must be.
 *
 * @param name - undefined: for the host that is connected to
 * @param target - as of {@link grpcTarget}
 */
export function serverNameOption(name: string | undefined, target: string): ChannelOptions {
  const wanted = name ?? hostOf(target);
  // grpc-js gives an IP address for TLS's server name, too, and Node 26 takes none. The dot is what
  // makes a name an absolute one: Node leaves it out where it looks for the host in the certificate.
  if (isIP(wanted) !== 0) return { "grpc.ssl_target_name_override": `${wanted}.` };
  return name === undefined ? {} : { "grpc.ssl_target_name_override": name };
}

function hostOf(target: string): string {
  const parsed = parseListenAddress(target);
  return parsed.ok && parsed.value.kind === "tcp" ? parsed.value.host : "";
}

/** The address as grpc-js takes it, for listening and for connecting. */
export function grpcTarget(address: ListenAddress): string {
  return formatListenAddress(address);
}

/** grpc-js lets nobody choose the version for one server or client, only for the process. */
function requireTls13(): void {
  tls.DEFAULT_MIN_VERSION = "TLSv1.3";
}
