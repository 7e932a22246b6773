// @peculiar/x509 needs this before it is loaded.
import "reflect-metadata";

import { randomBytes, webcrypto } from "node:crypto";

import * as x509 from "@peculiar/x509";

import type { Authority, RotationTimes } from "./authority.ts";

/** Whom a certificate is for. */
export interface ServingNames {
  readonly dns: readonly string[];
  readonly ip: readonly string[];
  readonly uri: readonly string[];
}

/** A certificate for a server, which others of its kind take as their client's, and its key. */
export interface ServingCertificate {
  /** PEM. */
  readonly certificate: string;
  /** PKCS #8, PEM. */
  readonly privateKey: string;
  /** In milliseconds since 1970. */
  readonly issuedAt: number;
  /** In milliseconds since 1970. */
  readonly expiresAt: number;
}

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;

/** Makes an authority that nobody knows yet. */
export async function makeAuthority(now: number, times: RotationTimes): Promise<Authority> {
  const keys = await generateKeys();
  const serial = serialNumber();
  const expiresAt = now + times.authorityLife;
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serial,
    // A name of its own: OpenSSL finds issuers by their names.
    name: `CN=localredirect authority ${serial}`,
    notBefore: new Date(now - times.clockSkew),
    notAfter: new Date(expiresAt),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey, false, webcrypto),
    ],
  });
  return {
    certificate: certificate.toString("pem"),
    privateKey: await exportKey(keys.privateKey),
    createdAt: now,
    expiresAt,
    publishedAt: undefined,
  };
}

/**
 * Makes a certificate for a server and client, that ends with its authority's at the latest.
 *
 * @throws when the authority's key or certificate cannot be read
 */
export async function issueServing(
  authority: Authority,
  names: ServingNames,
  now: number,
  times: RotationTimes,
): Promise<ServingCertificate> {
  const keys = await generateKeys();
  const issuer = new x509.X509Certificate(authority.certificate);
  const expiresAt = Math.min(now + times.servingLife, authority.expiresAt);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: "CN=localredirect controller",
    issuer: issuer.subject,
    notBefore: new Date(now - times.clockSkew),
    notAfter: new Date(expiresAt),
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey: await importKey(authority.privateKey),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([
        x509.ExtendedKeyUsage.serverAuth,
        x509.ExtendedKeyUsage.clientAuth,
      ]),
      new x509.SubjectAlternativeNameExtension(alternativeNames(names)),
      await x509.AuthorityKeyIdentifierExtension.create(issuer, false, webcrypto),
    ],
  });
  return {
    certificate: certificate.toString("pem"),
    privateKey: await exportKey(keys.privateKey),
    issuedAt: now,
    expiresAt,
  };
}

function alternativeNames({ dns, ip, uri }: ServingNames): x509.JsonGeneralNames {
  return [
    ...dns.map((value) => ({ type: "dns", value }) as const),
    ...ip.map((value) => ({ type: "ip", value }) as const),
    ...uri.map((value) => ({ type: "url", value }) as const),
  ];
}

function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
}

async function exportKey(key: webcrypto.CryptoKey): Promise<string> {
  return x509.PemConverter.encode(await webcrypto.subtle.exportKey("pkcs8", key), "PRIVATE KEY");
}

function importKey(pem: string): Promise<webcrypto.CryptoKey> {
  const bytes = x509.PemConverter.decodeFirst(pem);
  return webcrypto.subtle.importKey("pkcs8", bytes, algorithm, false, ["sign"]);
}

/** A positive number of 8 random bytes, as RFC 5280 demands. */
function serialNumber(): string {
  return `01${randomBytes(8).toString("hex")}`;
}
