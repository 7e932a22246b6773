import { createPrivateKey, X509Certificate } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";

import { bad, good } from "./result.ts";
import type { Result } from "./result.ts";
import type { ServingFiles, TlsFiles } from "./transport-security.ts";

/** A certificate and its key, PEM. */
export interface IdentityCertificate {
  readonly certificate: Buffer;
  readonly privateKey: Buffer;
}

/**
 * The content of one side's TLS files, checked to belong together and to be valid now; undefined:
 * this side has none.
 */
export interface Certificates {
  readonly identity: IdentityCertificate | undefined;
  readonly authorities: Buffer | undefined;
}

/**
 * Reads the files and checks what would otherwise only show as a failed handshake: that they are
 * PEM, that the key is the certificate's, that nothing has expired.
 *
 * @param now - in milliseconds since 1970
 */
export function readCertificates(files: TlsFiles, now: number): Result<Certificates> {
  const authorities = readAuthorities(files.authorities, now);
  if (!authorities.ok) {
    return authorities;
  }
  const identity = readIdentity(files, now);
  return identity.ok
    ? good({ identity: identity.value, authorities: authorities.value })
    : identity;
}

/** Whether two reads have the same content. */
export function sameCertificates(one: Certificates, other: Certificates): boolean {
  return (
    sameContent(one.authorities, other.authorities) &&
    sameContent(one.identity?.certificate, other.identity?.certificate) &&
    sameContent(one.identity?.privateKey, other.identity?.privateKey)
  );
}

function sameContent(one: Buffer | undefined, other: Buffer | undefined): boolean {
  return one === undefined || other === undefined ? one === other : one.equals(other);
}

function readAuthorities(file: string | undefined, now: number): Result<Buffer | undefined> {
  if (file === undefined) {
    return good(undefined);
  }
  const content = readPem(file, "authorities' certificate");
  if (!content.ok) {
    return content;
  }
  const each = certificatesIn(content.value);
  const problem = authoritiesProblem(file, each, now);
  // OpenSSL passes over all of a file in which one does not begin on a line of its own, as happens
  // where files without a last newline were put together.
  return problem === undefined ? good(Buffer.from(`${each.join("\n")}\n`)) : bad(problem);
}

function readIdentity(files: TlsFiles, now: number): Result<IdentityCertificate | undefined> {
  if (files.certificate === undefined || files.privateKey === undefined) {
    return good(undefined);
  }
  const certificate = readPem(files.certificate, "certificate");
  if (!certificate.ok) {
    return certificate;
  }
  const privateKey = readPem(files.privateKey, "private key");
  if (!privateKey.ok) {
    return privateKey;
  }
  const identity = { certificate: certificate.value, privateKey: privateKey.value };
  const problem =
    certificateProblem(files.certificate, identity.certificate, now) ??
    keyProblem({ certificate: files.certificate, privateKey: files.privateKey }, identity);
  return problem === undefined ? good(identity) : bad(problem);
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

/**
 * While authorities are replaced a file holds several, of which some may be valid later or no more:
 * one of them has to be valid now.
 */
function authoritiesProblem(
  file: string,
  each: readonly string[],
  now: number,
): string | undefined {
  const problems = each.map((one) => certificateProblem(file, Buffer.from(one, "latin1"), now));
  return problems.includes(undefined) ? undefined : problems[0];
}

/** At least one text, so that whoever looks for a certificate in it says that there is none. */
function certificatesIn(content: Buffer): readonly string[] {
  return content.toString("latin1").match(pemCertificate) ?? [""];
}

const pemCertificate = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g;

function keyProblem(
  files: ServingFiles,
  { certificate, privateKey }: IdentityCertificate,
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
