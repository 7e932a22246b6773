// @peculiar/x509 needs this before it is loaded.
import "reflect-metadata";

import { randomBytes, webcrypto } from "node:crypto";

import * as x509 from "@peculiar/x509";

/** A certificate and its key, in PEM. */
export interface KeyPair {
  readonly certificate: string;
  /** PKCS #8. */
  readonly key: string;
}

/** Whom a certificate is for. */
export interface Subject {
  /** CN: to Kubernetes the user's name. */
  readonly commonName: string;
  /** O: to Kubernetes the user's groups. Default: none. */
  readonly organizations?: readonly string[];
  /** Subject alternative names. Default: none. */
  readonly names?: x509.JsonGeneralNames;
}

/** An authority whose key never leaves this process. */
export interface CertificateAuthority {
  /** Its own certificate, in PEM. */
  readonly certificate: string;
  /** Makes a certificate, with a key of its own, that is good for servers and for clients. */
  issue(subject: Subject): Promise<KeyPair>;
}

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;

/** A clock that is set back a little must not make a new certificate one of the future. */
const hour = 3_600_000;
/** Longer than anybody leaves a control plane for work on one machine running. */
const lifetime = 365 * 24 * hour;

/** Makes an authority. */
export async function createCertificateAuthority(name: string): Promise<CertificateAuthority> {
  const keys = await generateKeys();
  const authority = await x509.X509CertificateGenerator.createSelfSigned({
    ...common(),
    name: [{ CN: [name] }],
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
    ],
  });
  return {
    certificate: pem(authority),
    async issue(subject) {
      const own = await generateKeys();
      const certificate = await x509.X509CertificateGenerator.create({
        ...common(),
        subject: [{ CN: [subject.commonName] }, ...organizations(subject)],
        issuer: authority.subjectName,
        publicKey: own.publicKey,
        signingKey: keys.privateKey,
        extensions: [
          new x509.ExtendedKeyUsageExtension([
            x509.ExtendedKeyUsage.serverAuth,
            x509.ExtendedKeyUsage.clientAuth,
          ]),
          new x509.SubjectAlternativeNameExtension(subject.names ?? []),
        ],
      });
      return { certificate: pem(certificate), key: await exportKey("pkcs8", own.privateKey) };
    },
  };
}

/** The two halves of a key that signs tokens, in PEM. */
export interface SigningKeys {
  /** PKCS #8. */
  readonly privateKey: string;
  /** SubjectPublicKeyInfo. */
  readonly publicKey: string;
}

/** Makes a key for signing tokens (ES256). */
export async function createSigningKeys(): Promise<SigningKeys> {
  const keys = await generateKeys();
  return {
    privateKey: await exportKey("pkcs8", keys.privateKey),
    publicKey: await exportKey("spki", keys.publicKey),
  };
}

function common() {
  return {
    // A positive number, as RFC 5280 demands.
    serialNumber: `01${randomBytes(8).toString("hex")}`,
    notBefore: new Date(Date.now() - hour),
    notAfter: new Date(Date.now() + lifetime),
    signingAlgorithm: algorithm,
  };
}

function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
}

/** Each in a set of its own, which is how Go's crypto/x509 and OpenSSL write several. */
function organizations(subject: Subject): x509.JsonName {
  return (subject.organizations ?? []).map((organization) => ({ O: [organization] }));
}

async function exportKey(format: "pkcs8" | "spki", key: webcrypto.CryptoKey): Promise<string> {
  const label = format === "pkcs8" ? "PRIVATE KEY" : "PUBLIC KEY";
  return `${x509.PemConverter.encode(await webcrypto.subtle.exportKey(format, key), label)}\n`;
}

function pem(certificate: x509.X509Certificate): string {
  return `${certificate.toString("pem")}\n`;
}
