import { createPrivateKey, createPublicKey, sign, verify, X509Certificate } from "node:crypto";

import { describe, expect, test } from "vitest";

import { createCertificateAuthority, createSigningKeys } from "./certificate-authority.ts";

describe("createCertificateAuthority", () => {
  test("signs what it issues, and nothing that another one did", async () => {
    const authority = await createCertificateAuthority("one");
    const other = await createCertificateAuthority("other");
    const issued = new X509Certificate((await authority.issue({ commonName: "x" })).certificate);

    expect(issued.verify(new X509Certificate(authority.certificate).publicKey)).toBe(true);
    expect(issued.verify(new X509Certificate(other.certificate).publicKey)).toBe(false);
  });

  test("writes user, groups and names as they are, whatever they hold", async () => {
    const authority = await createCertificateAuthority("one");
    const pair = await authority.issue({
      commonName: "system:node:a, O=system:masters",
      organizations: ["first", "system:nodes"],
      names: [
        { type: "ip", value: "127.0.0.1" },
        { type: "dns", value: "localhost" },
      ],
    });
    const certificate = new X509Certificate(pair.certificate);

    expect(certificate.subject).toBe(
      "CN=system:node:a\\, O=system:masters\nO=first\nO=system:nodes",
    );
    expect(certificate.checkIP("127.0.0.1")).toBe("127.0.0.1");
    expect(certificate.checkHost("localhost")).toBe("localhost");
    expect(certificate.checkPrivateKey(createPrivateKey(pair.key))).toBe(true);
  });
});

test("createSigningKeys makes two halves of one key", async () => {
  const { privateKey, publicKey } = await createSigningKeys();
  const signature = sign("sha256", Buffer.from("text"), createPrivateKey(privateKey));

  expect(verify("sha256", Buffer.from("text"), createPublicKey(publicKey), signature)).toBe(true);
});
