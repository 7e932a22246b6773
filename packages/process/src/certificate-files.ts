import { createPrivateKey, X509Certificate } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";

import { bad, good } from "./result.ts";
import type { Result } from "./result.ts";
import type { CertificateFiles } from "./transport-security.ts";

/** The content of one side's TLS files, checked to belong together and to be valid now. */
export interface Certificates {
  readonly certificate: Buffer;
  readonly privateKey: Buffer;
  readonly authorities: Buffer;
}

/**
 * Reads the files and checks what would otherwise only show as a failed handshake: that they are
 * PEM, that the key is the certificate's, that nothing has expired.
 *
 * @param now - in milliseconds since 1970
 */
export function readCertificates(files: CertificateFiles, now: number): Result<Certificates> {
  const certificate = readPem(files.certificate, "certificate");
  if (!certificate.ok) {
    return certificate;
  }
  const privateKey = readPem(files.privateKey, "private key");
  if (!privateKey.ok) {
    return privateKey;
  }
  const authorities = readPem(files.authorities, "authorities' certificate");
  if (!authorities.ok) {
    return authorities;
  }
  const problem =
    certificateProblem(files.authorities, authorities.value, now) ??
    certificateProblem(files.certificate, certificate.value, now) ??
    keyProblem(files, certificate.value, privateKey.value);
  return problem === undefined
    ? good({
        certificate: certificate.value,
        privateKey: privateKey.value,
        authorities: authorities.value,
      })
    : bad(problem);
}

/** Whether two reads have the same content. */
export function sameCertificates(one: Certificates, other: Certificates): boolean {
  return (
    one.certificate.equals(other.certificate) &&
    one.privateKey.equals(other.privateKey) &&
    one.authorities.equals(other.authorities)
  );
}

function readPem(file: string, what: string): Result<Buffer> {
  try {
    return good(readFileSync(file));
  } catch (error) {
    return bad(`Cannot read the ${what} ${file}: ${messageOf(error)}`);
  }
}

function certificateProblem(file: string, content: Buffer, now: number): string | undefined {
  let certificate: X509Certificate;
  try {
    // Of several in one file the first is this side's own; the others vouch for it.
    certificate = new X509Certificate(content);
  } catch (error) {
    return `${file} holds no certificate in PEM: ${messageOf(error)}`;
  }
  if (now > certificate.validToDate.getTime()) {
    return `The certificate in ${file} expired at ${certificate.validToDate.toISOString()}`;
  }
  if (now < certificate.validFromDate.getTime()) {
    return `The certificate in ${file} is not valid before ${certificate.validFromDate.toISOString()}`;
  }
  return undefined;
}

function keyProblem(
  files: CertificateFiles,
  certificate: Buffer,
  privateKey: Buffer,
): string | undefined {
  let key: KeyObject;
  try {
    key = createPrivateKey(privateKey);
  } catch (error) {
    return `${files.privateKey} holds no private key in PEM: ${messageOf(error)}`;
  }
  return new X509Certificate(certificate).checkPrivateKey(key)
    ? undefined
    : `The private key in ${files.privateKey} is not that of the certificate in ${files.certificate}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
