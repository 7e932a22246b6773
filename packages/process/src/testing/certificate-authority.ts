// @peculiar/x509 needs this before it is loaded.
import "reflect-metadata";

import { randomBytes, webcrypto } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import * as x509 from "@peculiar/x509";

import type { CertificateFiles } from "../transport-security.ts";

/** What a certificate is to say; times in milliseconds since 1970. */
export interface CertificateRequest {
  readonly dns?: readonly string[];
  readonly ip?: readonly string[];
  readonly uri?: readonly string[];
  /** Default: an hour ago. */
  readonly notBefore?: number;
  /** Default: in an hour. */
  readonly notAfter?: number;
}

/** An authority for tests, with a key of its own; nothing of it touches the disk until written. */
export interface CertificateAuthority {
  /** Writes a certificate, its key and the authority's certificate to NAME-*.pem in a folder. */
  write(folder: string, name: string, request: CertificateRequest): Promise<CertificateFiles>;
}

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const hour = 3_600_000;

export async function createCertificateAuthority(): Promise<CertificateAuthority> {
  const keys = await generateKeys();
  const authority = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    // Names differ, as they do among real authorities: OpenSSL finds issuers by them.
    name: `CN=Test authority ${serialNumber()}`,
    notBefore: new Date(Date.now() - 2 * hour),
    notAfter: new Date(Date.now() + 2 * hour),
    signingAlgorithm: algorithm,
    keys,
    extensions: [new x509.BasicConstraintsExtension(true, undefined, true)],
  });

  async function write(folder: string, name: string, request: CertificateRequest) {
    const own = await generateKeys();
    const certificate = await x509.X509CertificateGenerator.create({
      serialNumber: serialNumber(),
      subject: "CN=not looked at",
      issuer: authority.subject,
      notBefore: new Date(request.notBefore ?? Date.now() - hour),
      notAfter: new Date(request.notAfter ?? Date.now() + hour),
      signingAlgorithm: algorithm,
      publicKey: own.publicKey,
      signingKey: keys.privateKey,
      extensions: [new x509.SubjectAlternativeNameExtension(alternativeNames(request))],
    });
    const key = await webcrypto.subtle.exportKey("pkcs8", own.privateKey);
    return writeFiles(folder, name, {
      certificate: certificate.toString("pem"),
      privateKey: x509.PemConverter.encode(key, "PRIVATE KEY"),
      authorities: authority.toString("pem"),
    });
  }
  return { write };
}

function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
}

/** A positive number, as RFC 5280 demands. */
function serialNumber(): string {
  return `01${randomBytes(8).toString("hex")}`;
}

function alternativeNames(request: CertificateRequest): x509.JsonGeneralNames {
  return [
    ...(request.dns ?? []).map((value) => ({ type: "dns", value }) as const),
    ...(request.ip ?? []).map((value) => ({ type: "ip", value }) as const),
    ...(request.uri ?? []).map((value) => ({ type: "url", value }) as const),
  ];
}

function writeFiles(folder: string, name: string, contents: CertificateFiles): CertificateFiles {
  mkdirSync(folder, { recursive: true });
  const files = {
    certificate: join(folder, `${name}-cert.pem`),
    privateKey: join(folder, `${name}-key.pem`),
    authorities: join(folder, `${name}-ca.pem`),
  };
  writeFileSync(files.certificate, contents.certificate);
  writeFileSync(files.privateKey, contents.privateKey, { mode: 0o600 });
  writeFileSync(files.authorities, contents.authorities);
  return files;
}
