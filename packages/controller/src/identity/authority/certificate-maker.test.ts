import { createPrivateKey, X509Certificate } from "node:crypto";

import { expect, test } from "vitest";

import { defaultTimes } from "./authority.ts";
import { issueServing, makeAuthority } from "./certificate-maker.ts";

const now = Date.parse("2030-01-01T00:00:00Z");
const names = {
  dns: ["localredirect-controller"],
  ip: ["10.1.2.3", "fd00::1"],
  uri: ["localredirect:controller"],
};
const serverAndClient = ["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"];

test("makeAuthority makes one of its own name each time", async () => {
  const one = await makeAuthority(now, defaultTimes);
  const other = await makeAuthority(now, defaultTimes);
  const certificate = new X509Certificate(one.certificate);
  expect(certificate.ca).toBe(true);
  expect(certificate.subject).not.toBe(new X509Certificate(other.certificate).subject);
  expect(certificate.validFromDate.toISOString()).toBe("2029-12-31T23:00:00.000Z");
  expect(certificate.validToDate.getTime()).toBe(one.expiresAt);
  expect(one).toMatchObject({ createdAt: now, publishedAt: undefined });
});

test("issueServing makes a certificate for the names, by the authority", async () => {
  const authority = await makeAuthority(now, defaultTimes);
  const serving = await issueServing(authority, names, now, defaultTimes);
  const certificate = new X509Certificate(serving.certificate);
  const issuer = new X509Certificate(authority.certificate);
  expect(certificate.checkIssued(issuer)).toBe(true);
  expect(certificate.verify(issuer.publicKey)).toBe(true);
  expect(certificate.checkPrivateKey(createPrivateKey(serving.privateKey))).toBe(true);
  expect(certificate.ca).toBe(false);
  expect(certificate.subjectAltName).toBe(
    "DNS:localredirect-controller, IP Address:10.1.2.3, IP Address:FD00:0:0:0:0:0:0:1, URI:localredirect:controller",
  );
  expect(certificate.keyUsage).toEqual(serverAndClient);
  expect(certificate.validToDate.toISOString()).toBe("2030-01-02T00:00:00.000Z");
});

test("issueServing makes none that outlives its authority", async () => {
  const authority = await makeAuthority(now, { ...defaultTimes, authorityLife: 3_600_000 });
  const { certificate, expiresAt } = await issueServing(authority, names, now, defaultTimes);
  expect(expiresAt).toBe(now + 3_600_000);
  expect(new X509Certificate(certificate).validToDate.getTime()).toBe(expiresAt);
});

test("issueServing rejects a key that is none", async () => {
  const authority = await makeAuthority(now, defaultTimes);
  const broken = { ...authority, privateKey: "no key" };
  await expect(issueServing(broken, names, now, defaultTimes)).rejects.toThrow();
});
