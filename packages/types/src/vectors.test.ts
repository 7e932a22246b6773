import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";
import * as z from "zod";

import { canonicalRedirect, canonicalSchema } from "./canonical-redirect.ts";
import { digestOf, emptyDigest } from "./digest.ts";
import { encodeHex } from "./hex.ts";
import type { Redirect } from "./redirect.ts";
import { redirectId, redirectVersion } from "./version.ts";

const pod = z.object({ namespace: z.string(), name: z.string(), uid: z.string() });
const redirect: z.ZodType<Redirect> = z.object({
  frontend: z.object({ address: z.string(), port: z.int(), protocol: z.enum(["TCP", "UDP"]) }),
  policy: z.object({ name: z.string(), uid: z.string(), id: z.int() }),
  options: z
    .object({ redirectSelf: z.boolean(), qosLimit: z.int().optional() })
    .transform(({ redirectSelf, qosLimit }) => ({ redirectSelf, qosLimit })),
  backends: z.array(
    z.object({ address: z.string(), port: z.int(), pod, hostNetwork: z.boolean() }),
  ),
  members: z.array(z.object({ pod, hostNetwork: z.boolean(), cgroupTokens: z.array(z.string()) })),
});
const vector = z.object({
  description: z.string(),
  redirect,
  canonical: z.string(),
  id: z.string(),
  version: z.string(),
});
const file = new URL("../../../proto/testdata/vectors.json", import.meta.url);
const vectors = z
  .object({
    schema: z.int(),
    redirects: z.array(vector).min(1),
    digest: z.string(),
    emptyDigest: z.string(),
  })
  .parse(JSON.parse(readFileSync(file, "utf8")));

// The file was made by another program than this package, in another language.
describe("proto/testdata/vectors.json", () => {
  it.each(vectors.redirects)("$description", (given) => {
    expect(encodeHex(canonicalRedirect(given.redirect))).toBe(given.canonical);
    expect(redirectId(given.redirect.frontend)).toBe(given.id);
    expect(redirectVersion(given.redirect)).toBe(given.version);
  });

  it("digest of the whole table", () => {
    expect(vectors.schema).toBe(canonicalSchema);
    expect(digestOf(vectors.redirects.map((given) => redirectVersion(given.redirect)))).toBe(
      vectors.digest,
    );
    expect(vectors.emptyDigest).toBe(emptyDigest);
  });
});
