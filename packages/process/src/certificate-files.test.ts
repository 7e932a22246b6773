import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, expect, test } from "vitest";

import { readCertificates } from "./certificate-files.ts";
import { createCertificateAuthority } from "./testing/certificate-authority.ts";
import type { CertificateFiles } from "./transport-security.ts";

const folder = mkdtempSync(join(tmpdir(), "certificate-files-"));
const now = Date.now();
let good: CertificateFiles;
let other: CertificateFiles;
let expired: CertificateFiles;
let early: CertificateFiles;
const text = join(folder, "text.pem");

beforeAll(async () => {
  const authority = await createCertificateAuthority();
  good = await authority.write(folder, "good", { dns: ["node-1"] });
  other = await authority.write(folder, "other", { dns: ["node-2"] });
  expired = await authority.write(folder, "expired", { notAfter: now - 60_000, dns: ["x"] });
  early = await authority.write(folder, "early", { notBefore: now + 60_000, dns: ["x"] });
  writeFileSync(text, "no PEM");
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

test("readCertificates reads files that belong together", () => {
  expect(readCertificates(good, now).ok).toBe(true);
});

test("readCertificates takes a bundle of authorities of which one is valid now", () => {
  const bundle = join(folder, "bundle.pem");
  const contents = [early, expired, good].map((files) => readFileSync(files.certificate, "utf8"));
  writeFileSync(bundle, contents.join("\n"));
  expect(readCertificates({ ...good, authorities: bundle }, now).ok).toBe(true);
  writeFileSync(bundle, contents.slice(0, 2).join("\n"));
  const result = readCertificates({ ...good, authorities: bundle }, now);
  expect(result.ok ? "" : result.reason).toContain("is not valid before");
});

test("readCertificates puts each authority on lines of its own", () => {
  const bundle = join(folder, "joined.pem");
  const [one, two] = [good, other].map((files) => readFileSync(files.certificate, "utf8").trim());
  writeFileSync(bundle, `${one}${two}`);
  const result = readCertificates({ ...good, authorities: bundle }, now);
  expect(result.ok ? String(result.value.authorities) : "").toBe(`${one}\n${two}\n`);
});

test("readCertificates reads what there is of one side", () => {
  const none = { certificate: undefined, privateKey: undefined, authorities: undefined };
  const read = (files: Partial<CertificateFiles>) => readCertificates({ ...none, ...files }, now);
  expect(read({ authorities: good.authorities })).toMatchObject({ value: { identity: undefined } });
  const { certificate, privateKey } = good;
  expect(read({ certificate, privateKey })).toMatchObject({ value: { authorities: undefined } });
});

test.each<[string, () => Partial<CertificateFiles>, string]>([
  [
    "a missing file",
    () => ({ certificate: join(folder, "absent") }),
    "Cannot read the certificate",
  ],
  ["a missing key", () => ({ privateKey: join(folder, "absent") }), "Cannot read the private key"],
  ["a missing authority", () => ({ authorities: folder }), "Cannot read the authorities'"],
  ["a certificate that is none", () => ({ certificate: text }), "holds no certificate in PEM"],
  ["a key that is none", () => ({ privateKey: text }), "holds no private key in PEM"],
  ["an authority that is none", () => ({ authorities: text }), "holds no certificate in PEM"],
  ["another one's key", () => ({ privateKey: other.privateKey }), "is not that of the certificate"],
  ["an expired certificate", () => expired, "expired at"],
  ["a certificate of the future", () => early, "is not valid before"],
])("readCertificates says what is wrong with %s", (_, change, reason) => {
  const result = readCertificates({ ...good, ...change() }, now);
  expect(result.ok ? "" : result.reason).toContain(reason);
});
