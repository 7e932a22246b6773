import { formatListenAddress, isLocal } from "./listen-address.ts";
import type { ListenAddress } from "./listen-address.ts";
import { bad, good } from "./result.ts";
import type { Result } from "./result.ts";

/** The files of one side of mutual TLS, PEM each. */
export interface CertificateFiles {
  /** This side's certificate, followed by those of intermediate authorities if any. */
  readonly certificate: string;
  readonly privateKey: string;
  /** The authorities that the other side's certificate must come from. */
  readonly authorities: string;
}

/** How a connection is protected: not at all, which only local addresses may be, or by TLS 1.3. */
export type TransportSecurity =
  { readonly kind: "plain" } | { readonly kind: "tls"; readonly files: CertificateFiles };

/** Those files of one side that it has. */
export type TlsFiles = Readonly<Record<keyof CertificateFiles, string | undefined>>;

/** A server's own certificate, with those of intermediate authorities if any, and its key, PEM. */
export type ServingFiles = Pick<CertificateFiles, "certificate" | "privateKey">;

/**
 * TLS 1.3 where clients may come without a certificate, as they can prove who they are by a token.
 */
export interface TokenTransport {
  readonly kind: "tls-or-token";
  /** Undefined: the server makes its own certificate. */
  readonly serving: ServingFiles | undefined;
  /** The authorities of clients that do have a certificate. Undefined: none is asked for. */
  readonly clientAuthorities: string | undefined;
}

/** How a server is protected. */
export type ServerTransport = TransportSecurity | TokenTransport;

/** What the command line of a server says; undefined: not given. */
export interface ServerSecurityFlags {
  readonly tlsCert: string | undefined;
  readonly tlsKey: string | undefined;
  readonly clientCa: string | undefined;
  readonly insecure: boolean;
}

/** What the command line of a client says; undefined: not given. */
export interface ClientSecurityFlags {
  readonly ca: string | undefined;
  readonly cert: string | undefined;
  readonly key: string | undefined;
  readonly insecure: boolean;
  /** What the server's certificate must be for; undefined: the host that is connected to. */
  readonly serverName: string | undefined;
}

const contradiction = "--insecure contradicts the TLS files that are given; leave one of them out";

/** Why a server's name cannot be given: it would be passed over in silence. */
export const nameWithoutTls =
  "--server-name is of use with TLS only; leave it out, or give --ca and what else TLS needs";

/** The files by the flags that name them. */
type NamedFiles = Readonly<Record<string, string | undefined>>;

/**
 * What protects a server: mutual TLS where its three files are given; nothing on a unix socket, or
 * on a loopback address with --insecure. Everything else is refused with what to give.
 */
export function serverSecurity(
  address: ListenAddress,
  flags: ServerSecurityFlags,
): Result<TransportSecurity> {
  const { tlsCert, tlsKey, clientCa } = flags;
  const files = { "--tls-cert": tlsCert, "--tls-key": tlsKey, "--client-ca": clientCa };
  if (tlsCert !== undefined && tlsKey !== undefined && clientCa !== undefined) {
    return tls({ certificate: tlsCert, privateKey: tlsKey, authorities: clientCa }, flags.insecure);
  }
  return withoutTls([address], files, flags.insecure);
}

/**
 * As serverSecurity, for a server that can have tokens reviewed: clients need no certificate, and
 * the server makes its own where no files are given.
 */
export function tokenServerSecurity(
  address: ListenAddress,
  flags: ServerSecurityFlags,
): Result<ServerTransport> {
  const { tlsCert, tlsKey, clientCa, insecure } = flags;
  const isSilent = [tlsCert, tlsKey, clientCa].every((file) => file === undefined);
  if (isSilent && (insecure || address.kind === "unix")) return serverSecurity(address, flags);
  if (insecure) return bad(contradiction);
  const serving = servingFiles(tlsCert, tlsKey);
  return serving.ok
    ? good({ kind: "tls-or-token", serving: serving.value, clientAuthorities: clientCa })
    : serving;
}

function servingFiles(
  certificate: string | undefined,
  privateKey: string | undefined,
): Result<ServingFiles | undefined> {
  if (certificate !== undefined && privateKey !== undefined) {
    return good({ certificate, privateKey });
  }
  if (certificate === privateKey) return good(undefined);
  const missing = certificate === undefined ? "--tls-cert" : "--tls-key";
  return bad(`A server's certificate needs --tls-cert and --tls-key: ${missing} is missing`);
}

/** As serverSecurity, for a client of one or more servers. */
export function clientSecurity(
  addresses: readonly ListenAddress[],
  flags: ClientSecurityFlags,
): Result<TransportSecurity> {
  const { ca, cert, key, serverName } = flags;
  if (ca !== undefined && cert !== undefined && key !== undefined) {
    return tls({ certificate: cert, privateKey: key, authorities: ca }, flags.insecure);
  }
  const files = { "--ca": ca, "--cert": cert, "--key": key };
  const plain = withoutTls(addresses, files, flags.insecure);
  return plain.ok && serverName !== undefined ? bad(nameWithoutTls) : plain;
}

function tls(files: CertificateFiles, insecure: boolean): Result<TransportSecurity> {
  return insecure ? bad(contradiction) : good({ kind: "tls", files });
}

function withoutTls(
  addresses: readonly ListenAddress[],
  files: NamedFiles,
  insecure: boolean,
): Result<TransportSecurity> {
  const names = Object.keys(files);
  const missing = names.filter((name) => files[name] === undefined);
  if (missing.length < names.length) {
    return bad(`TLS needs ${inWords(names)}: ${inWords(missing)} is missing`);
  }
  const distant = addresses.find((address) => !isLocal(address));
  if (insecure && distant !== undefined) {
    return bad(
      `--insecure is for unix sockets and loopback addresses only, which ${formatListenAddress(distant)} is not; give ${inWords(names)}`,
    );
  }
  const unprotected = addresses.find(({ kind }) => kind !== "unix");
  if (!insecure && unprotected !== undefined) {
    const local = isLocal(unprotected) ? ", or --insecure on this loopback address" : "";
    return bad(`${formatListenAddress(unprotected)} needs TLS: give ${inWords(names)}${local}`);
  }
  return good({ kind: "plain" });
}

function inWords(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}
