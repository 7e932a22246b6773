import { sign } from "node:crypto";

/** A JSON Web Token with other claims, signed anew by a P-256 key (PEM) as ES256 has it. */
export function reSignToken(token: string, claims: object, privateKey: string): string {
  const [header = "", payload = ""] = token.split(".");
  const before = JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as object;
  const after = Buffer.from(JSON.stringify({ ...before, ...claims })).toString("base64url");
  const signature = sign("sha256", Buffer.from(`${header}.${after}`), {
    key: privateKey,
    dsaEncoding: "ieee-p1363",
  });
  return `${header}.${after}.${signature.toString("base64url")}`;
}
