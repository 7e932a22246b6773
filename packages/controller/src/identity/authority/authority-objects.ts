import { z } from "zod";

import type { Authority } from "./authority.ts";

/** A name in a namespace. */
export interface ObjectName {
  readonly namespace: string;
  readonly name: string;
}

/** What was read of a Secret or ConfigMap. */
export interface StoredText {
  readonly resourceVersion: string;
  /** Undefined: the object lacks the key. */
  readonly text: string | undefined;
}

/** The Secret or the ConfigMap holds something else than what we write. */
export class AuthorityObjectError extends Error {
  override readonly name = "AuthorityObjectError";
}

/** The Secret's one key: what belongs together changes together. */
export const authoritiesKey = "authorities.json";

/** The ConfigMap's one key, by the name that everybody gives to such a file. */
export const bundleKey = "ca.crt";

const objectSchema = z.object({
  metadata: z.object({ resourceVersion: z.string() }),
  data: z.record(z.string(), z.string()).optional(),
});

const authoritiesSchema = z.object({
  /** Another number is of a release that this one knows nothing of. */
  version: z.literal(1),
  authorities: z.array(
    z.object({
      certificate: z.string(),
      privateKey: z.string(),
      createdAt: z.iso.datetime(),
      expiresAt: z.iso.datetime(),
      publishedAt: z.iso.datetime().optional(),
    }),
  ),
});

/** Labels of what the controller makes itself. */
const labels = {
  "app.kubernetes.io/name": "localredirect",
  "app.kubernetes.io/component": "controller",
  "app.kubernetes.io/part-of": "localredirect",
  "app.kubernetes.io/managed-by": "localredirect-controller",
};

/**
 * Reads a Secret or a ConfigMap.
 *
 * @throws AuthorityObjectError when it is none
 */
export function readStoredText(answer: unknown, key: string): StoredText {
  const parsed = objectSchema.safeParse(answer);
  if (!parsed.success) throw new AuthorityObjectError("The API server answered with another kind");
  const { metadata, data } = parsed.data;
  return { resourceVersion: metadata.resourceVersion, text: data?.[key] };
}

/**
 * Reads what the Secret says of authorities, which is base64 as every Secret's data.
 *
 * @throws AuthorityObjectError when it is not what we write: nobody's keys are overwritten
 */
export function readAuthorities(text: string, { namespace, name }: ObjectName): Authority[] {
  const parsed = authoritiesSchema.safeParse(parseJson(text));
  if (!parsed.success) {
    const where = z.prettifyError(parsed.error).replaceAll(/\s+/g, " ");
    throw new AuthorityObjectError(
      `Secret ${namespace}/${name} holds no authorities of ours (${where}); delete it to have new ones made`,
    );
  }
  return parsed.data.authorities.map(({ createdAt, expiresAt, publishedAt, ...pem }) => ({
    ...pem,
    createdAt: Date.parse(createdAt),
    expiresAt: Date.parse(expiresAt),
    publishedAt: publishedAt === undefined ? undefined : Date.parse(publishedAt),
  }));
}

/** The certificates of a bundle, PEM each. */
export function readBundle(text: string): readonly string[] {
  return text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
}

/** The Secret that holds these. `resourceVersion`: of the one that it replaces. */
export function authoritiesSecret(
  { namespace, name }: ObjectName,
  authorities: readonly Authority[],
  resourceVersion: string | undefined,
): object {
  const written = authorities.map(({ createdAt, expiresAt, publishedAt, ...pem }) => ({
    ...pem,
    createdAt: new Date(createdAt).toISOString(),
    expiresAt: new Date(expiresAt).toISOString(),
    publishedAt: publishedAt === undefined ? undefined : new Date(publishedAt).toISOString(),
  }));
  const json = JSON.stringify({ version: 1, authorities: written });
  return {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { namespace, name, labels, resourceVersion },
    type: "Opaque",
    data: { [authoritiesKey]: Buffer.from(json).toString("base64") },
  };
}

/** The ConfigMap that tells clients to trust these. */
export function bundleConfigMap(
  { namespace, name }: ObjectName,
  bundle: readonly string[],
  resourceVersion: string | undefined,
): object {
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { namespace, name, labels, resourceVersion },
    data: { [bundleKey]: `${bundle.join("\n")}\n` },
  };
}

function parseJson(base64: string): unknown {
  try {
    return JSON.parse(Buffer.from(base64, "base64").toString("utf8"));
  } catch {
    return undefined;
  }
}
